#!/usr/bin/env python3
"""Validates records of giji/1 and compares the two formats.

    validate.py SCHEMA.json SCHEMA.rng FILE...

Each FILE that ends in .json is validated by the JSON Schema, each that ends in .xml by the RELAX NG
schema (with xmllint). Where NAME.json lies beside a FILE NAME.xml, both must hold the same values;
only characters that XML 1.0 cannot carry are U+FFFD in XML. Says what is wrong, with the place in
the document, and exits 1 where anything is.
"""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from jsonschema import Draft202012Validator

NAMESPACE = "{urn:giji:1}"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

INTEGERS = {"bytes", "line", "column", "level", "fiscal_year", "observers", "seat", "claimed", "noise"}
DECIMALS = {"score", "confidence"}
BOOLEANS = {"public", "present", "quoted", "matched", "implied", "conditional"}


def tag(element):
    return element.tag.removeprefix(NAMESPACE)


def scalar(name, text):
    if name in INTEGERS:
        return int(text)
    if name in DECIMALS:
        return float(text)
    if name in BOOLEANS:
        return text == "true"
    return text


def members(element):
    """The attributes of an element as members of an object."""
    return {name: scalar(name, text) for name, text in element.attrib.items()}


def take_span(value):
    """The attributes start and end made the member span."""
    value["span"] = [int(value.pop("start")), int(value.pop("end"))]
    return value


def texts(element, names, value):
    """The child elements that hold one text each, as members."""
    for child in element:
        if tag(child) in names:
            value[tag(child)] = child.text or ""
    return value


def agenda_item(element):
    value = texts(element, {"title"}, members(element))
    children = [agenda_item(child) for child in element if tag(child) == "item"]
    if children:
        value["children"] = children
    return value


def contact(element):
    value = members(element)
    for child in element:
        value["persons"] = [person.text or "" for person in child]
    return value


def material(element):
    return texts(element, {"title"}, members(element))


def meeting(element):
    value = texts(element, {"name", "name_normalized", "body", "place", "closed_reason"}, members(element))
    if "number" in value:
        value["number"] = int(value["number"])
    lists = {"dates": members, "attendees": members, "agenda": agenda_item, "materials": material}
    for child in element:
        if tag(child) in lists:
            value[tag(child)] = [lists[tag(child)](item) for item in child]
        elif tag(child) == "contact":
            value["contact"] = contact(child)
    return value


def field(element):
    return take_span(members(element)) | {"text": element.text or ""}


def block(element):
    value = take_span(members(element)) | {"type": tag(element)}
    texts(element, {"text", "title", "subject"}, value)
    for child in element:
        name = tag(child)
        if name == "speaker":
            value["speaker"] = members(child)
        elif name == "reply":
            value.setdefault("reply_to", []).append(child.get("to"))
        elif name == "omitted":
            value.setdefault("omitted", []).append(take_span(members(child))["span"])
        elif name == "blocks":
            value["blocks"] = [block(below) for below in child]
    return value


def diagnostic(element):
    return take_span(members(element)) | {"message": element.text or ""}


def record(root):
    """The XML record as the object that JSON has."""
    lists = {"header": field, "body": block, "diagnostics": diagnostic}
    objects = {"source": members, "grammar": members, "coverage": members, "meeting": meeting}
    value = members(root)
    for child in root:
        name = tag(child)
        if name in lists:
            value[name] = [lists[name](item) for item in child]
        elif name in objects:
            value[name] = objects[name](child)
    return value


def differences(in_json, in_xml, path):
    if isinstance(in_json, dict) and isinstance(in_xml, dict):
        for name in in_json.keys() | in_xml.keys():
            if name not in in_xml:
                yield f"{path}.{name}: only in JSON"
            elif name not in in_json:
                yield f"{path}.{name}: only in XML"
            else:
                yield from differences(in_json[name], in_xml[name], f"{path}.{name}")
    elif isinstance(in_json, list) and isinstance(in_xml, list):
        if len(in_json) != len(in_xml):
            yield f"{path}: {len(in_json)} in JSON, {len(in_xml)} in XML"
        for index, pair in enumerate(zip(in_json, in_xml)):
            yield from differences(*pair, f"{path}[{index}]")
    else:
        if isinstance(in_json, str):
            in_json = NOT_IN_XML.sub("\ufffd", in_json)
        # 1 is no True, but 1.0 may stand for 1.
        if isinstance(in_json, bool) != isinstance(in_xml, bool) or in_json != in_xml:
            yield f"{path}: {in_json!r} in JSON, {in_xml!r} in XML"


def json_finding(error):
    if error.validator is None:  # the schema is false: the library does not say which member it is
        return f"{error.json_path}: a block of this type has no member of value {error.instance!r}"
    return f"{error.json_path}: {error.message[:300]}"


def json_findings(validator, path):
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError) as fault:
        return [str(fault)]
    errors = sorted(validator.iter_errors(value), key=lambda error: list(map(str, error.path)))
    return [json_finding(error) for error in errors]


def xml_findings(rng, path):
    """What xmllint says: the line, the element, and what is wrong with it."""
    ran = subprocess.run(["xmllint", "--noout", "--relaxng", rng, path],
                         capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return []
    return [line.removeprefix(path + ":") for line in ran.stderr.splitlines()] or ["xmllint failed"]


def pair_findings(json_path, xml_path):
    try:
        with open(json_path, encoding="utf-8") as file:
            in_json = json.load(file)
        in_xml = record(ElementTree.parse(xml_path).getroot())
    except (OSError, ValueError, KeyError, ElementTree.ParseError) as fault:
        return [f"cannot compare: {fault!r}"]
    return sorted(differences(in_json, in_xml, "$"))


def findings(validator, rng, paths):
    """Every (file, what is wrong)."""
    for path in paths:
        stem, extension = os.path.splitext(path)
        if extension == ".json":
            found = json_findings(validator, path)
        elif extension == ".xml":
            found = xml_findings(rng, path)
            if os.path.exists(stem + ".json"):
                found += pair_findings(stem + ".json", path)
        else:
            found = ["neither .json nor .xml"]
        yield from ((path, finding) for finding in found)


def main(arguments):
    if len(arguments) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    count = 0
    for path, finding in findings(Draft202012Validator(schema), arguments[1], arguments[2:]):
        print(f"{path}: {finding}")
        count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""A dump's record is the same from every encoding, and whatever ends its lines.

    encodings.py GIJI TESTDATA

Every case of testdata that is UTF-8 is written in each encoding that can hold it, and parsed. All
must give one record, but for what it says of the file (size, SHA-256, encoding). Spans are compared
as characters: how many bytes each takes is known here, not asked of giji.
"""
import bisect
import glob
import json
import os
import subprocess
import sys
import tempfile

# What a record says of its file rather than of the minutes.
OF_THE_FILE = {'name', 'bytes', 'sha256', 'encoding'}


def jis_pair(char):
    """The character's row and cell as they stand in CP932's double-byte area, or None."""
    code = char.encode('cp932')
    if len(code) != 2 or code[0] >= 0xF0 or code[0] in (0xED, 0xEE):
        return None
    row = (code[0] - (0x81 if code[0] < 0xA0 else 0xC1)) * 2
    cell = code[1]
    if cell >= 0x9F:
        row, cell = row + 1, cell - 0x7E
    else:
        cell -= 0x1F if cell < 0x7F else 0x20
    return bytes((row + 0x21, cell))


def encode_euc(char):
    if ord(char) < 0x80:
        return char.encode('ascii')
    pair = jis_pair(char)
    if pair:
        return bytes(byte | 0x80 for byte in pair)
    kana = char.encode('cp932')
    if len(kana) != 1:
        raise UnicodeError(char)
    return b'\x8e' + kana


def each(encode, before=b''):
    """An encoder of whole texts from one of characters: gives (bytes, offset of every character)."""
    def encode_text(text):
        parts, offsets, at = [before], [], len(before)
        for char in text:
            offsets.append(at)
            parts.append(encode(char))
            at += len(parts[-1])
        return b''.join(parts), offsets + [at]
    return encode_text


def encode_iso_2022_jp(text):
    """An escape sequence counts for the character behind it."""
    out, offsets, double = bytearray(), [], False
    for char in text:
        pair = None if ord(char) < 0x80 else jis_pair(char)
        if pair is None and ord(char) >= 0x80:
            raise UnicodeError(char)
        offsets.append(len(out))
        if double != bool(pair):
            double = bool(pair)
            out += b'\x1b$B' if double else b'\x1b(B'
        out += pair or char.encode('ascii')
    return bytes(out), offsets + [len(out)]


def with_line_ends(line_end):
    """UTF-8 whose lines end otherwise; a line end is one character."""
    def encode(char):
        if char == '\r':
            raise UnicodeError(char)
        return line_end if char == '\n' else char.encode('utf-8')
    return each(encode)


ENCODERS = {
    'UTF-8': each(lambda c: c.encode('utf-8')),
    'UTF-8 with CR LF': with_line_ends(b'\r\n'),
    'UTF-8 with CR': with_line_ends(b'\r'),
    'UTF-8 with BOM': each(lambda c: c.encode('utf-8'), b'\xef\xbb\xbf'),
    'UTF-16LE with BOM': each(lambda c: c.encode('utf-16-le'), b'\xff\xfe'),
    'UTF-16BE with BOM': each(lambda c: c.encode('utf-16-be'), b'\xfe\xff'),
    'CP932': each(lambda c: c.encode('cp932')),
    'EUC-JP': each(encode_euc),
    'ISO-2022-JP': encode_iso_2022_jp,
}


def in_characters(value, offsets):
    """The value with its spans, which are in bytes, counted in characters."""
    if isinstance(value, dict):
        return {k: spans_in_characters(v, offsets) if k in ('span', 'omitted')
                else in_characters(v, offsets) for k, v in value.items()}
    if isinstance(value, list):
        return [in_characters(item, offsets) for item in value]
    return value


def spans_in_characters(value, offsets):
    if isinstance(value, list):
        return [spans_in_characters(item, offsets) for item in value]
    at = bisect.bisect_left(offsets, value)
    if value < offsets[0]:  # in a byte order mark
        return 0
    return at if at < len(offsets) and offsets[at] == value else f'inside a character: {value}'


def minutes(record, offsets):
    """The record without what it says of its file."""
    source = {k: v for k, v in record['source'].items() if k not in OF_THE_FILE}
    return in_characters(record, offsets) | {'source': source}


def first_difference(want, have, where=''):
    """Where two records first differ, and how; None where they do not."""
    if isinstance(want, dict) and isinstance(have, dict) and want.keys() == have.keys():
        parts = [(f'{where}.{key}', want[key], have[key]) for key in want]
    elif isinstance(want, list) and isinstance(have, list) and len(want) == len(have):
        parts = [(f'{where}[{i}]', *pair) for i, pair in enumerate(zip(want, have))]
    elif want == have:
        return None
    else:
        return f'{where[1:]}: {str(want)[:80]} became {str(have)[:80]}'
    return next(filter(None, (first_difference(a, b, at) for at, a, b in parts)), None)


def parse(giji, data, options):
    """The record that giji makes of the bytes; None where it makes none."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        run = subprocess.run([giji, 'parse', '--quiet', *options, file.name],
                             capture_output=True, timeout=300, check=False)
    return json.loads(run.stdout) if run.returncode == 0 else None


def encoded(text):
    """The text in each encoding that can hold it: name, bytes, offset of every character."""
    for name, encode in ENCODERS.items():
        try:
            yield name, *encode(text)
        except UnicodeError:
            continue


def faults_of(giji, text, options):
    """Each encoding that the text was parsed from, and how its record differs from the first's."""
    want = None
    for name, data, offsets in encoded(text):
        record = parse(giji, data, options)
        if record is None:
            yield name, 'no record'
            continue
        have = minutes(record, offsets)
        want = want or have
        difference = first_difference(want, have)
        yield name, difference and f'as {record["source"]["encoding"]}: {difference}'


def options_of(case):
    path = os.path.join(case, 'options')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as file:
        words = file.read().split()
    return [os.path.join(case, word) if word.endswith('.xml') else word for word in words]


def texts(testdata):
    """The cases that are UTF-8 and say nothing of encodings: path, text, options."""
    for path in sorted(glob.glob(os.path.join(testdata, '**', 'input.*'), recursive=True)):
        options = options_of(os.path.dirname(path))
        with open(path, 'rb') as file:
            data = file.read()
        try:
            text = data.decode('utf-8').lstrip('\ufeff')
        except UnicodeError:
            continue
        if '--encoding' not in options and '\ufffd' not in text and not data.startswith(b'%PDF'):
            yield path, text, options


def main():
    giji, testdata = (os.path.abspath(argument) for argument in sys.argv[1:])
    checked = faults = 0
    for path, text, options in texts(testdata):
        for name, fault in faults_of(giji, text, options):
            checked += 1
            if fault:
                faults += 1
                print(f'{path}: {name}: {fault}')
    print(f'{checked} records compared, {faults} differ')
    return 0 if checked and not faults else 1


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Runs every case of testdata and compares what comes out, byte for byte, with what is expected.

    golden.py [--update] [--wrap 'valgrind ...'] GIJI TESTDATA SCHEMA_JSON SCHEMA_XML

A case is a folder that holds
    input.*          the dump; `options` may hold more arguments for `giji parse`, on one line
    expected.json    what --to json --pretty prints; expected.xml, what --to xml --pretty prints
    expected.err     what it says on standard error, notes included; no file where it says nothing
or, for anything else that the program does,
    command          the arguments of giji, on one line
    expected.out     what it prints, expected.err what it says
and, where the exit status is not 0, expected.status. The program runs inside the case's folder.
--update writes the expected files anew. Every expected record is validated against its schema.
"""
import argparse
import concurrent.futures
import difflib
import os
import shlex
import subprocess
import sys

EXPECTED = ('expected.json', 'expected.xml', 'expected.out', 'expected.err', 'expected.status')


def cases(testdata):
    for folder, _, files in sorted(os.walk(testdata)):
        if 'command' in files or any(f.startswith('input.') for f in files):
            yield folder


def read(path):
    if not os.path.exists(path):
        return b''
    with open(path, 'rb') as file:
        return file.read()


def arguments(folder, name):
    return shlex.split(read(os.path.join(folder, name)).decode('utf-8'))


def execute(program, folder, args):
    run = subprocess.run(program + args, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                         timeout=300, check=False)
    return run.stdout, run.stderr, run.returncode


def produce(program, folder):
    """What the case gives: expected file -> bytes; empty ones are left out."""
    if os.path.exists(os.path.join(folder, 'command')):
        out, err, status = execute(program, folder, arguments(folder, 'command'))
        made = {'expected.out': out}
    else:
        inputs = sorted(f for f in os.listdir(folder) if f.startswith('input.'))
        common = ['parse', '--pretty', '--severity', 'note', *arguments(folder, 'options')]
        out, err, status = execute(program, folder, common + ['--to', 'json', *inputs])
        xml, xml_err, xml_status = execute(program, folder, common + ['--to', 'xml', *inputs])
        if (xml_err, xml_status) != (err, status):
            err += b'the XML run says otherwise:\n' + xml_err
        made = {'expected.json': out, 'expected.xml': xml}
    made['expected.err'] = err
    if status:
        made['expected.status'] = b'%d\n' % status
    return {name: data for name, data in made.items() if data}


def show_difference(path, want, have):
    lines = [text.decode('utf-8', 'backslashreplace').splitlines(keepends=True)
             for text in (want, have)]
    for line in difflib.unified_diff(*lines, path, 'what giji gives'):
        print(line if line.endswith('\n') else line + '\n', end='')


def compare(folder, made):
    same = True
    for name in EXPECTED:
        path = os.path.join(folder, name)
        want, have = read(path), made.get(name, b'')
        if want != have:
            show_difference(path, want, have)
            same = False
    return same


def update(folder, made):
    for name in EXPECTED:
        path = os.path.join(folder, name)
        if name in made:
            with open(path, 'wb') as file:
                file.write(made[name])
        elif os.path.exists(path):
            os.unlink(path)


def validate(args, folders):
    records = [os.path.join(f, n) for f in folders for n in EXPECTED[:2]
               if os.path.exists(os.path.join(f, n))]
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'validate.py')
    command = [sys.executable, script, args.schema_json, args.schema_xml, *records]
    return not records or subprocess.run(command, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--update', action='store_true')
    parser.add_argument('--wrap', default='')
    parser.add_argument('giji')
    parser.add_argument('testdata')
    parser.add_argument('schema_json')
    parser.add_argument('schema_xml')
    args = parser.parse_args()
    program = shlex.split(args.wrap) + [os.path.abspath(args.giji)]
    folders = list(cases(args.testdata))
    wrong = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(lambda folder: produce(program, folder), folders)
    for folder, made in zip(folders, results):
        if args.update:
            update(folder, made)
        elif not compare(folder, made):
            wrong.append(folder)
    valid = bool(args.wrap) or validate(args, folders)
    print(f'{len(folders)} cases, {len(wrong)} wrong', *wrong, sep='\n  ')
    return 0 if folders and not wrong and valid else 1


if __name__ == '__main__':
    sys.exit(main())

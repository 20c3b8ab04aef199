#!/usr/bin/env python3
"""Runs what the README shows.

    readme.py README.md BUILD_DIR

A ```console block is a shell session in the README's folder: lines that begin with "$ " are
commands, what follows them is what they print. A line "..." stands for any lines, "..." in a line
for any characters. A ```c block with a main function is built against an installation and run on
the first dump that the README names; blocks of other kinds are not run. The table of diagnostics
holds every message of the library, and no other. The ```xml blocks of grammars/README.md are grammars,
and good ones.
"""
import os
import re
import subprocess
import sys
import tempfile

from installed import Installation, run

FENCE = re.compile(r'^```(\w+)\n(.*?)^```$', re.M | re.S)
# Commands that install, build or test: the test that runs this one is a part of them.
NOT_HERE = re.compile(r'^(\./dev|git|meson|sudo)\b')


def sessions(block):
    """Pairs of a command and what it prints."""
    for part in re.split(r'^\$ ', block, flags=re.M)[1:]:
        command, _, output = part.partition('\n')
        while command.endswith('\\'):
            line, _, output = output.partition('\n')
            command = f'{command}\n{line}'
        yield command, output


def pattern_of(output):
    lines = [r'(?:.*\n)*?' if line.strip() == '...' else
             '.*'.join(map(re.escape, line.split('...'))) + '\n' for line in output.splitlines()]
    return re.compile(''.join(lines) + r'\Z')


def check_session(block, folder, environment):
    failed = 0
    for command, output in sessions(block):
        if NOT_HERE.match(command):
            continue
        done = subprocess.run(command, shell=True, cwd=folder, env=environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if not pattern_of(output).match(done.stdout):
            failed += 1
            print(f'$ {command}\nthe README says:\n{output}\nit prints:\n{done.stdout}')
    return failed


def check_program(block, installation, dump):
    source = os.path.join(installation.folder, 'readme.c')
    with open(source, 'w', encoding='utf-8') as file:
        file.write(block)
    strict = ['cc', '-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror']
    program = installation.build(strict, source)
    out = run(program, dump, env=installation.environment())
    if not out.strip():
        print('the C program prints nothing')
    return 0 if out.strip() else 1


def check_diagnostics(text, folder):
    with open(os.path.join(folder, 'lib/model/messages.c'), encoding='utf-8') as file:
        messages = re.findall(r'\{"([a-z-]+)",\s*GIJI_(\w+)', file.read())
    known = {(code, severity.lower().replace('severe', 'error')) for code, severity in messages}
    shown = set(re.findall(r'^\| `([a-z-]+)` \| (note|warning|error) \|', text, re.M))
    for code, severity in sorted(known ^ shown):
        print(f'the diagnostic {code} ({severity}) is in the README or in the library only')
    return len(known ^ shown) if known else 1


def check_grammar(block, scratch, environment):
    path = os.path.join(scratch, 'shown.xml')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(block)
    found = subprocess.run(['giji', 'grammar', 'check', path], env=environment, text=True,
                           capture_output=True, check=False)
    if found.returncode:
        print(found.stdout + found.stderr)
    return int(found.returncode != 0)


def main():
    readme, build = (os.path.abspath(argument) for argument in sys.argv[1:3])
    folder = os.path.dirname(readme)
    with open(readme, encoding='utf-8') as file:
        text = file.read()
    blocks = FENCE.findall(text)
    with open(os.path.join(folder, 'grammars/README.md'), encoding='utf-8') as file:
        blocks += [found for found in FENCE.findall(file.read()) if found[0] == 'xml']
    dump = os.path.join(folder, re.search(r'testdata/\S+/input\.txt', text)[0])
    failed, checked = check_diagnostics(text, folder), 0
    with tempfile.TemporaryDirectory() as scratch:
        installation = Installation(build, scratch)
        for language, block in blocks:
            if language == 'console':
                failed += check_session(block, folder, installation.environment())
            elif language == 'c' and 'int main(' in block:
                failed += check_program(block, installation, dump)
            elif language == 'xml':
                failed += check_grammar(block, scratch, installation.environment())
            else:
                continue
            checked += 1
    print(f'{checked} blocks, {failed} wrong')
    return 0 if checked and not failed else 1


if __name__ == '__main__':
    sys.exit(main())

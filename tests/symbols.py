#!/usr/bin/env python3
"""libgiji exports what its headers declare with GIJI_API, no more and no less.

    symbols.py LIBGIJI HEADER...
"""
import re
import subprocess
import sys


def exported(library):
    lines = subprocess.run(['nm', '--dynamic', '--defined-only', library], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    return {line.split()[-1].split('@')[0] for line in lines}


def declared(headers):
    names = set()
    for header in headers:
        with open(header, encoding='utf-8') as file:
            names |= set(re.findall(r'^GIJI_API\b[^;]*?(\w+)\(', file.read(), re.M))
    return names


def main():
    have, want = exported(sys.argv[1]), declared(sys.argv[2:])
    for name in sorted(have - want):
        print(f'{name}: exported, but no header declares it')
    for name in sorted(want - have):
        print(f'{name}: declared, but not exported')
    print(f'{len(have & want)} functions')
    return 0 if want and have == want else 1


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Whether the built files are hardened as meson.build says.   hardened.py READELF --fortified|--plain PROGRAM LIBRARY"""
import re
import subprocess
import sys


def read(readelf, option, path):
    return subprocess.run([readelf, '--wide', option, path], capture_output=True, text=True, check=True).stdout


def faults(readelf, path, fortified):
    segments, dynamic, symbols, header = (read(readelf, option, path) for option in
                                          ('--segments', '--dynamic', '--dyn-syms', '--file-header'))
    stack = re.search(r'GNU_STACK.* (R?W?E?) +0x', segments)
    if not stack or 'E' in stack[1]:
        yield 'the stack is executable'
    if re.search(r' LOAD .* RWE ', segments):
        yield 'a segment is writable and executable'
    if 'GNU_RELRO' not in segments:
        yield 'no RELRO'
    if not re.search(r'BIND_NOW|FLAGS_1.*NOW', dynamic):
        yield 'symbols are bound late, so that the table of them stays writable'
    if 'TEXTREL' in dynamic:
        yield 'relocations in the code'
    if not re.search(r'Type: +DYN', header):
        yield 'its addresses are fixed'
    if '__stack_chk_fail' not in symbols:
        yield 'no stack protector'
    if fortified and not re.search(r'__\w+_chk(@|$)', symbols, re.M):
        yield 'no call with checked bounds'


def main():
    readelf, fortified, *paths = sys.argv[1:]
    found = [f'{path}: {fault}' for path in paths for fault in faults(readelf, path, fortified == '--fortified')]
    print('\n'.join(found) or f'{len(paths)} files are hardened')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

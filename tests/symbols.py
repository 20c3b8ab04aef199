#!/usr/bin/env python3
"""libgiji exports what its headers declare with GIJI_API, no more and no less; and it calls nothing of the C library that
prints, ends the process, starts another one, goes to the network, reads the environment, or asks or sets the locale.

    symbols.py LIBGIJI HEADER...
"""
import re
import subprocess
import sys


# With what the C library puts around names: __printf_chk, alphasort64.
FORBIDDEN = re.compile(r"""(__|_IO_)?(
    v?f?w?printf | f?puts | f?putc | putchar | perror | std(out|err)
    | _?_?exit | quick_exit | _Exit | abort | signal | sigaction | kill | raise
    | fork | vfork | execv?p?e? | execl[pe]? | posix_spawnp? | system | popen | dlopen
    | socket | connect | bind | listen | getaddrinfo | gethostbyname
    | (secure_)?getenv | environ | setenv | putenv
    | setlocale | uselocale | newlocale | localeconv | nl_langinfo | isw?\w+ | ctype_\w+_loc | tow?(upper|lower)
    | strn?casecmp | strcoll | strxfrm | alphasort | versionsort | strto(d|f|ld) | atof
    | strftime | localtime(_r)? | mktime | mbs?r?towcs? | wcs?r?tombs? | wcwidth
    )(_chk|64)?""", re.X)


def names(library, which):
    lines = subprocess.run(['nm', '--dynamic', which, library], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    return {line.split()[-1].split('@')[0] for line in lines}


def declared(headers):
    names = set()
    for header in headers:
        with open(header, encoding='utf-8') as file:
            names |= set(re.findall(r'^GIJI_API\b[^;]*?(\w+)\(', file.read(), re.M))
    return names


def main():
    have, want = names(sys.argv[1], '--defined-only'), declared(sys.argv[2:])
    forbidden = {name for name in names(sys.argv[1], '--undefined-only') if FORBIDDEN.fullmatch(name)}
    for name in sorted(forbidden):
        print(f'{name}: the library must not call it')
    for name in sorted(have - want):
        print(f'{name}: exported, but no header declares it')
    for name in sorted(want - have):
        print(f'{name}: declared, but not exported')
    print(f'{len(have & want)} functions')
    return 0 if want and have == want and not forbidden else 1


if __name__ == '__main__':
    sys.exit(main())

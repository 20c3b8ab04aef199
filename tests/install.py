#!/usr/bin/env python3
"""Installs giji and uses it as a program outside would.

    install.py BUILD_DIR PROGRAM.c

PROGRAM.c, which includes every header, is built as C and as C++ with what pkg-config says, against
the shared and against the static library, and run; giji itself runs from where it was put.
"""
import os
import sys
import tempfile

from installed import Installation, run

STRICT = ['-Wall', '-Wextra', '-Wpedantic', '-Werror']
LANGUAGES = [['cc', '-std=c99'], ['c++', '-std=c++11', '-x', 'c++']]
PACKAGES = ['giji', 'jansson', 'libxml-2.0']
FILES = ['giji-1.schema.json', 'giji-1.rng', 'giji-grammar.rng', 'common.xml']


def main():
    build, source = (os.path.abspath(argument) for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(build, folder)
        for name in FILES:
            installation.find(name)
        without = {key: value for key, value in os.environ.items() if key != 'LD_LIBRARY_PATH'}
        run(installation.giji, '--version', env=without)
        for static in (False, True):
            for language in LANGUAGES:
                program = installation.build([*language, *STRICT], source, PACKAGES, static)
                out = run(program, env=without if static else installation.environment())
                if out != 'JSON and XML\n':
                    sys.exit(f'{language[0]}, static {static}: the program says:\n{out}')
    print(f'{2 * len(LANGUAGES)} programs')


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Lists the dumps that grammars/freeze.c has parsed: dumps.py OUTPUT FOLDER ROOT

Makes invented minutes in all forms in FOLDER, and writes their paths into OUTPUT, a line each, with those of the cases
in ROOT/testdata. What states of automata are frozen depends on them, and so the speed of a program that starts; what
it prints does not.
"""
import pathlib
import shutil
import subprocess
import sys

FILES = 200  # three megabytes


def main(output, folder, root):
    corpus = root / 'tests' / 'bench' / 'corpus.py'
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, '-B', corpus, 'tree', '--files', str(FILES), '--seed', '72', folder],
                   stdout=subprocess.DEVNULL, check=True)
    paths = sorted(folder.glob('*/*.txt')) + sorted(root.glob('testdata/*/input*'))
    output.write_text(''.join(f'{path}\n' for path in paths), encoding='utf-8')


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:]))

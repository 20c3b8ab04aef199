#!/usr/bin/env python3
"""Whether the benchmark still runs: all of it once over a small corpus, of which giji must know every file.

    smoke.py BUILD
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    build = sys.argv[1]
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([sys.executable, os.path.join(HERE, 'run.py'), '--bytes', '500K', '--runs', '1', '--work', work,
                        '--json', os.path.join(work, 'times.json'), build], check=True)
        subprocess.run([sys.executable, os.path.join(HERE, 'check_corpus.py'), os.path.join(build, 'cli', 'giji'),
                        os.path.join(work, 'corpus')], check=True)


if __name__ == '__main__':
    main()

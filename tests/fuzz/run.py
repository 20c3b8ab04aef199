#!/usr/bin/env python3
"""Runs a fuzzer from its seeds.

    run.py FUZZER MATERIAL FINDINGS [--runs N | --seconds N] [--corpus FOLDER] [--longest BYTES]

MATERIAL holds the seeds and the dictionary, FINDINGS (which need not be there) what was found earlier.
With --runs, the same inputs are tried each time. New inputs that reach more code go to the folder of
--corpus, which is made, or nowhere. Short inputs, as of --longest 4096, are tried faster. What is found
is left in the working folder, and the way to replay it is printed.
"""
import argparse
import os
import subprocess
import sys
import tempfile

# Slow is a finding, too: 5 s for at most 64 KiB, under sanitizers.
LIMITS = ['-timeout=5', '-rss_limit_mb=512', '-malloc_limit_mb=64']


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument('fuzzer')
    parser.add_argument('material')
    parser.add_argument('findings')
    parser.add_argument('--runs', type=int)
    parser.add_argument('--seconds', type=int)
    parser.add_argument('--corpus')
    parser.add_argument('--longest', type=int, default=65536)
    return parser.parse_args()


def command(args, corpus, scratch):
    """All paths are absolute: fuzz_arguments runs in a folder of its own."""
    name = os.path.basename(args.fuzzer)
    seeds = os.path.join(args.material, 'seeds', name)
    words = os.path.join(args.material, name + '.dict')
    most = [f'-runs={args.runs}', '-seed=1'] if args.runs else [f'-max_total_time={args.seconds or 60}']
    folders = [corpus, seeds] + ([args.findings] if os.path.isdir(args.findings) else [])
    return [args.fuzzer, *most, *LIMITS, f'-max_len={args.longest}', f'-dict={words}', '-print_final_stats=1', '-verbosity=1',
            f'-artifact_prefix={scratch}{name}-', *folders]


def main():
    args = arguments()
    args.fuzzer, args.material, args.findings = map(os.path.abspath, (args.fuzzer, args.material, args.findings))
    environment = os.environ | {'ASAN_OPTIONS': 'detect_leaks=1:quarantine_size_mb=32',
                                'UBSAN_OPTIONS': 'print_stacktrace=1:halt_on_error=1'}
    with tempfile.TemporaryDirectory() as temporary:
        corpus = os.path.abspath(args.corpus or os.path.join(temporary, 'corpus'))
        os.makedirs(corpus, exist_ok=True)
        scratch = os.path.join(os.getcwd(), '')
        run = subprocess.run(command(args, corpus, scratch), env=environment | {'TMPDIR': temporary}, check=False)
    if run.returncode:
        print(f'Replay it with: {args.fuzzer} FILE; mended, it goes to {args.findings}')
    return 1 if run.returncode else 0


if __name__ == '__main__':
    sys.exit(main())

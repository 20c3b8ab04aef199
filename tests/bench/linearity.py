#!/usr/bin/env python3
"""Whether time and memory grow as the input does: a table over inputs that a parser may break on.

    linearity.py [--sizes 1,2,4,8,16,32,64] [--to ndjson] [--json FILE] GIJI [KIND]...

Sizes are in MB (2^20 bytes). The table has a row for each kind of tests/inputs.py: seconds of processor time at each
size, the largest ratio of two successive times (of those over a tenth of a second; the sizes should double), the peak
of memory at the largest size, and what of it is above 32 MB, in sizes of the input. Nothing is asserted.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import inputs  # noqa: E402

MEGABYTE = 1 << 20
LONGEST = 600  # seconds
TELLING = 0.1  # seconds: shorter times say more about the start than about the input

# A small process of its own starts giji: what is measured as its peak includes that of who started it.
MEASURE = '''
import os, sys
out = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
_, status, used = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=out), 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))
'''


def measure(giji, kind, size, form, path):
    """Seconds, bytes at the peak; None where it failed or took too long."""
    inputs.write(kind, size, path)
    command = [sys.executable, '-S', '-c', MEASURE, giji, 'parse', '--quiet', '--to', form, *inputs.options(kind), path]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=True)
    except subprocess.TimeoutExpired:
        return None
    seconds, peak, status = run.stdout.split()
    return (float(seconds), int(peak) * 1024) if status == '0' else None


def worst_ratio(times):
    ratios = [after / before for before, after in zip(times, times[1:]) if before >= TELLING]
    return max(ratios, default=None)


def row_of(giji, kind, sizes, form, path):
    times, peak = [], 0
    for size in sizes:
        measured = measure(giji, kind, size * MEGABYTE, form, path)
        if not measured:
            return {'kind': kind, 'seconds': times, 'failed_at': size}
        times.append(measured[0])
        peak = measured[1]
    above = max(0, peak - 32 * MEGABYTE) / (sizes[-1] * MEGABYTE)
    return {'kind': kind, 'seconds': times, 'ratio': worst_ratio(times), 'peak': peak, 'above': above}


def show(row):
    cells = ' '.join(f'{seconds:7.2f}' for seconds in row['seconds'])
    if 'failed_at' in row:
        print(f'{row["kind"]:36} {cells}  failed at {row["failed_at"]} MB', flush=True)
        return
    ratio = f'{row["ratio"]:5.2f}' if row['ratio'] else '    -'
    print(f'{row["kind"]:36} {cells}  {ratio} {row["peak"] / MEGABYTE:7.0f} {row["above"]:6.1f}', flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('giji')
    parser.add_argument('kinds', nargs='*')
    parser.add_argument('--sizes', default='1,2,4,8,16,32,64')
    parser.add_argument('--to', default='ndjson')
    parser.add_argument('--json')
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(',')]
    print(f'{"kind":36} ' + ' '.join(f'{size:4} MB' for size in sizes) + '   ratio    peak  above')
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for kind in arguments.kinds or inputs.names():
            rows.append(row_of(arguments.giji, kind, sizes, arguments.to, os.path.join(folder, 'input.txt')))
            show(rows[-1])
    if arguments.json:
        with open(arguments.json, 'w', encoding='utf-8') as file:
            json.dump({'sizes': sizes, 'to': arguments.to, 'rows': rows}, file, indent=1)


if __name__ == '__main__':
    main()

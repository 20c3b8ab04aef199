#!/usr/bin/env python3
"""Whether giji knows each file of a corpus as what it is, and finds what is in it; and whether the corpus is varied.

    check_corpus.py [--repeats 15] GIJI FOLDER

FOLDER is what `corpus.py tree` made. Every file must be detected as its folder says, and have turns, decisions
and agenda items, but for those of no form; no line of over 20 characters may stand in the corpus more than
REPEATS times (meant for 64 MB).
Prints what fails and a table; ends with 1 where anything did.
"""
import argparse
import collections
import glob
import json
import os
import subprocess
import sys

UNFORMED = {'generic': ('resolution', 'agenda'), 'plain': ()}
WANTED = ('turn', 'resolution', 'agenda')
BATCH = 500
LONG = 20


def records(giji, verb, paths):
    for start in range(0, len(paths), BATCH):
        batch = paths[start:start + BATCH]
        out = subprocess.run([giji, verb, '--to', 'ndjson', *batch], capture_output=True, check=True).stdout
        yield from zip(batch, map(json.loads, out.splitlines()))


def count_blocks(blocks, counts):
    for block in blocks:
        counts[block['type']] += 1
        count_blocks(block.get('blocks', ()), counts)
    return counts


def what_is_in(record):
    counts = count_blocks(record['body'], collections.Counter())
    counts['agenda'] = len(record['meeting'].get('agenda', ()))
    return counts


def form_of(path):
    return os.path.basename(os.path.dirname(path))


def check_forms(giji, paths):
    for path, detection in records(giji, 'detect', paths):
        form = detection['grammar']['id']
        if form != form_of(path):
            yield f'{path}: detected as {form}'


def check_contents(giji, paths, totals):
    for path, record in records(giji, 'parse', paths):
        counts = what_is_in(record)
        totals[form_of(path)].update(counts, files=1, bytes=record['source']['bytes'],
                                     claimed=record['coverage']['claimed'])
        missing = [what for what in UNFORMED.get(form_of(path), WANTED) if not counts[what]]
        if missing:
            yield f'{path}: no {", ".join(missing)}'


def decoded(data):
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError:
        return data.decode('cp932')


def check_variety(paths, most):
    seen = collections.Counter()
    for path in paths:
        with open(path, 'rb') as file:
            text = file.read()
        for line in decoded(text).splitlines():
            if len(line.strip()) > LONG:
                seen[line.strip()] += 1
    for line, times in seen.most_common(20):
        if times > most:
            yield f'{times} times: {line}'


def show(totals):
    columns = ('files', 'bytes', 'turn', 'resolution', 'agenda', 'item', 'action', 'paragraph', 'noise')
    print(f'{"form":20} ' + ' '.join(f'{name:>10}' for name in columns) + '   bytes/turn  claimed')
    for form, counts in sorted(totals.items()):
        turns = counts['bytes'] / counts['turn'] if counts['turn'] else 0
        print(f'{form:20} ' + ' '.join(f'{counts[name]:10}' for name in columns)
              + f'   {turns:10.0f}   {100 * counts["claimed"] / counts["bytes"]:5.1f} %')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--repeats', type=int, default=15)
    parser.add_argument('giji')
    parser.add_argument('folder')
    arguments = parser.parse_args()
    paths = sorted(glob.glob(os.path.join(arguments.folder, '*', '*.txt')))
    totals = collections.defaultdict(collections.Counter)
    failures = [*check_forms(arguments.giji, paths), *check_contents(arguments.giji, paths, totals),
                *check_variety(paths, arguments.repeats)]
    print('\n'.join(failures[:100]))
    show(totals)
    print(f'{len(paths)} files, {len(failures)} failures')
    return 1 if failures or not paths else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Makes a corpus of invented minutes, the same from the same seed: for the benchmark, and for whoever needs minutes.

    corpus.py tree [--bytes 64M | --files N] [--encoding cp932] [--form FORM]... [--seed 1] [--jobs 2] FOLDER
    corpus.py big --form FORM [--bytes 64M] [--encoding cp932] [--seed 1] FILE

tree writes about so many bytes (in UTF-8) of minutes, or so many files, into FOLDER/FORM/NNNNN.txt, which it makes; their
sizes are log-normally spread about a mean of 14 KB. big writes one very long meeting. Forms are named as giji's
grammars are. Towns, people and what they say are invented.
"""
import argparse
import math
import multiprocessing
import os
import random
import sys

from minutes import forms

MEAN = 14000  # bytes of a file, as they come out
AIM = 10000  # where the minutes of each are asked to end: they say some things in any case
SPREAD = 1.0  # of the logarithm
SMALLEST, LARGEST = 1500, 400000
UNITS = {'K': 1000, 'M': 1000000, 'G': 1000000000}


def size_in_bytes(text):
    return int(float(text[:-1]) * UNITS[text[-1]]) if text[-1] in UNITS else int(text)


def encoded(text, encoding, marked):
    """With a byte order mark, where UTF-8 is to have one."""
    return (('\ufeff' if marked and encoding == 'utf-8' else '') + text).encode(encoding)


def size_of(form, draw):
    median = AIM / math.exp(SPREAD * SPREAD / 2)
    return min(max(form.per_file * draw.lognormvariate(math.log(median), SPREAD), SMALLEST), LARGEST)


def write_file(task):
    seed, number, names, encoding, folder = task
    draw = random.Random(seed * 1000003 + number)
    chosen = [form for form in forms.FORMS if not names or form.name in names]
    form = draw.choices(chosen, [form.share for form in chosen])[0]
    data = encoded(forms.minutes(form, draw, size_of(form, draw)), encoding, draw.random() < 0.05)
    with open(os.path.join(folder, form.name, f'{number:05}.txt'), 'wb') as file:
        file.write(data)
    return len(data)


def tree(arguments):
    for form in forms.FORMS:
        os.makedirs(os.path.join(arguments.folder, form.name), exist_ok=True)
    count = arguments.files or max(1, round(arguments.bytes / MEAN))
    tasks = ((arguments.seed, number, arguments.form, arguments.encoding, arguments.folder) for number in range(count))
    with multiprocessing.Pool(arguments.jobs) as pool:
        total = sum(pool.imap_unordered(write_file, tasks, 64))
    print(f'{count} files, {total / 1e6:.1f} MB in {arguments.folder}')


def big(arguments):
    draw = random.Random(arguments.seed)
    text = forms.minutes(forms.by_name(arguments.form), draw, arguments.bytes)
    with open(arguments.file, 'wb') as file:
        file.write(encoded(text, arguments.encoding, False))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest='verb', required=True)
    for name, run in (('tree', tree), ('big', big)):
        verb = verbs.add_parser(name)
        verb.set_defaults(run=run)
        verb.add_argument('--bytes', type=size_in_bytes, default=size_in_bytes('64M'))
        verb.add_argument('--encoding', default='utf-8', choices=('utf-8', 'cp932'))
        verb.add_argument('--seed', type=int, default=1)
        if name == 'tree':
            verb.add_argument('--form', action='append', choices=[form.name for form in forms.FORMS])
            verb.add_argument('--files', type=int)
            verb.add_argument('--jobs', type=int, default=2)
            verb.add_argument('folder')
        else:
            verb.add_argument('--form', required=True, choices=[form.name for form in forms.FORMS])
            verb.add_argument('file')
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Which form every dump is taken for: each grammar on the samples of every other.

    confusion.py [--update] GIJI TESTDATA GRAMMARS MATRIX

The dumps are the cases of testdata, whose expected records say by which grammar they are read, and for
each grammar the samples in its file, a line each. For all of them:
  - no form is chosen but the one that is expected, and of a case that one is: the samples may be
    too few for that;
  - it is ahead of every other form by MARGIN at least, forms of last rank aside; where no form is
    expected, none fits;
  - one accidental line, the sample of any form's sign, makes no other form of it.
The mean score of each form on the dumps of each is compared with the file MATRIX, byte for byte;
--update writes it anew.
"""
import argparse
import collections
import glob
import json
import os
import shlex
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

MARGIN = 1
NO_FORM = '(no form)'
SPACE = '{urn:giji:grammar:1}'
MOST_FILES = 500

Dump = collections.namedtuple('Dump', 'name path form options')


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, 'wb') as file:
        file.write(data)
    return path


# ---- the dumps


def options_of(folder):
    """The case's options that detection knows too; None where the case names its form."""
    path = os.path.join(folder, 'options')
    options = shlex.split(read(path).decode('utf-8')) if os.path.exists(path) else []
    if any(o.startswith(('-g', '--grammar=')) or o == '--grammar' for o in options):
        return None
    kept = []
    for option, value in zip(options, options[1:]):
        if option in ('-G', '--grammars'):
            kept += [option, os.path.join(folder, value)]
        elif option in ('-e', '--encoding'):
            kept += [option, value]
    return kept


def cases(testdata):
    for path in sorted(glob.glob(os.path.join(testdata, '*', 'input.*'))):
        folder = os.path.dirname(path)
        options = options_of(folder)
        record = read(os.path.join(folder, 'expected.json'))
        if options is None or not record:
            continue
        grammar = json.loads(record)['grammar']
        form = grammar['id'] if grammar['score'] else NO_FORM
        yield Dump(os.path.basename(folder), path, form, tuple(options))


def sign_samples(root):
    """The samples of signs that speak for the form."""
    for sign in root.iterfind(f'{SPACE}detect/{SPACE}sign'):
        if float(sign.get('weight')) > 0:
            yield from (sample.text.strip() for sample in sign.iterfind(f'{SPACE}sample'))


def other_samples(root):
    signs = set(root.iterfind(f'{SPACE}detect/{SPACE}sign'))
    parents = [element for element in root.iter() if element not in signs]
    for parent in parents:
        yield from (sample.text.strip() for sample in parent.findall(f'{SPACE}sample'))


def forms(grammars):
    """The grammars that detection knows of: their roots."""
    for path in sorted(glob.glob(os.path.join(grammars, '*.xml'))):
        root = ElementTree.parse(path).getroot()
        if root.tag == f'{SPACE}grammar' and root.find(f'{SPACE}detect') is not None:
            yield root


def samples(grammars, scratch):
    for root in forms(grammars):
        if root.find(f'{SPACE}detect').get('rank') == 'last':
            continue
        lines = [*sign_samples(root), *other_samples(root)]
        name = f'samples of {root.get("id")}'
        yield Dump(name, write(scratch, f'{name}.txt', '\n'.join(lines).encode()), root.get('id'), ())


# ---- looking at them


def detect(giji, dumps):
    """What giji says of each dump, in their order."""
    found = {}
    for options in sorted({dump.options for dump in dumps}):
        some = [dump for dump in dumps if dump.options == options]
        for start in range(0, len(some), MOST_FILES):
            part = some[start:start + MOST_FILES]
            run = subprocess.run([giji, 'detect', '--to', 'ndjson', *options, '--',
                                  *(dump.path for dump in part)],
                                 check=True, capture_output=True, timeout=300)
            for dump, line in zip(part, run.stdout.splitlines(), strict=True):
                found[dump] = json.loads(line)
    return [found[dump] for dump in dumps]


def form_of(detection):
    return detection['grammar']['id'] if detection['recognised'] else NO_FORM


def lead(dump, detection):
    """How far the right form is ahead of the others; None where there is no right one, or where it
    is one that stands behind all others anyway."""
    scores = {c['grammar']: c['score'] for c in detection['candidates'] if not c.get('last')}
    own = scores.pop(dump.form, None)
    return None if own is None else own - max(scores.values(), default=0)


def last_resorts(detection):
    """What a dump may be taken for of which too little tells its own form."""
    return [NO_FORM, *(c['grammar'] for c in detection['candidates'] if c.get('last'))]


def is_sample(dump):
    return dump.name.startswith('samples of ')


def faults_of(dump, detection):
    ahead = lead(dump, detection)
    known = [dump.form, *last_resorts(detection)] if is_sample(dump) else [dump.form]
    if form_of(detection) not in known:
        yield f'{dump.name}: taken for {form_of(detection)}, and it is {dump.form}'
    elif ahead is not None and ahead < MARGIN:
        yield f'{dump.name}: {dump.form} is only {ahead:.2f} ahead'


def with_line(dump, line, scratch, number):
    """The dump with one more line; None where it is not UTF-8."""
    data = read(dump.path)
    try:
        data.decode('utf-8')
    except UnicodeError:
        return None
    path = write(scratch, f'{number}.txt', data.rstrip(b'\n') + b'\n' + line.encode() + b'\n')
    return Dump(f'{dump.name} with the line {line!r}', path, dump.form, dump.options)


def accidents(dumps, grammars, scratch):
    lines = [sample for root in forms(grammars) for sample in sign_samples(root)
             if '\n' not in sample]
    made = (with_line(dump, line, scratch, f'{i}-{j}')
            for i, dump in enumerate(dumps) for j, line in enumerate(lines))
    return [dump for dump in made if dump]


def accident_faults(dump, detection):
    """A line may speak against a form that is known by little, but for no other."""
    if form_of(detection) not in (dump.form, *last_resorts(detection)):
        yield f'{dump.name}: taken for {form_of(detection)}'


# ---- the matrix


def rows_of(dumps, detections):
    rows = collections.defaultdict(list)
    for dump, detection in zip(dumps, detections):
        rows[dump.name if is_sample(dump) else dump.form].append((dump, detection))
    return sorted(rows.items(), key=lambda row: (is_sample(row[1][0][0]), row[0]))


def matrix(dumps, detections, ids):
    lines = ['The mean score of every form on the dumps of each, and how far the right one is ahead at',
             'least. ./dev golden writes this file.', '']
    columns = ''.join(f'{i:8}' for i in range(1, len(ids) + 1))
    lines.append(f'{"":34}dumps{columns}   ahead')
    for name, found in rows_of(dumps, detections):
        form = found[0][0].form
        number = f'{ids.index(form) + 1:2}' if form in ids else '  '
        scores = [[c['score'] for _, d in found for c in d['candidates'] if c['grammar'] == column]
                  for column in ids]
        means = ''.join(f'{sum(some) / len(found):8.2f}' for some in scores)
        leads = [lead(*pair) for pair in found]
        ahead = '' if None in leads else f'{min(leads):8.2f}'
        lines.append(f'{number} {name:31}{len(found):5}{means}{ahead}')
    return '\n'.join(lines) + '\n'


def check_matrix(path, made, update):
    if update:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(made)
    same = update or (os.path.exists(path) and read(path).decode('utf-8') == made)
    if not same:
        print('the matrix is another than that of the file: read both, then run ./dev golden')
    print(made)
    return same


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--update', action='store_true')
    parser.add_argument('giji', type=os.path.abspath)
    parser.add_argument('testdata')
    parser.add_argument('grammars')
    parser.add_argument('matrix')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        dumps = [*cases(args.testdata), *samples(args.grammars, scratch)]
        detections = detect(args.giji, dumps)
        disturbed = accidents(dumps, args.grammars, scratch)
        faults = [fault for pair in zip(dumps, detections) for fault in faults_of(*pair)]
        faults += [fault for pair in zip(disturbed, detect(args.giji, disturbed))
                   for fault in accident_faults(*pair)]
    ids = sorted(root.get('id') for root in forms(args.grammars))
    same = check_matrix(args.matrix, matrix(dumps, detections, ids), args.update)
    print(f'{len(dumps)} dumps, {len(disturbed)} times an accidental line, {len(faults)} wrong',
          *faults, sep='\n  ')
    return 0 if dumps and same and not faults else 1


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Counts the instructions that giji spends on a byte of input, phase by phase: what a change saves shows on a busy machine.

    instructions.py [--bytes 300K] [--json FILE] [--results FILE] BUILD

Runs in_process under valgrind's callgrind over a small sample of the corpus, after a pass that is not counted, so that
grammars are compiled before. Needs valgrind. README.md beside this file says how to read the tables.
"""
import argparse
import collections
import os
import re
import shutil
import subprocess
import sys

import prepare
import report
from corpus import size_in_bytes

# What is shown of a parse: how deep it lies in what stands above it, what it does, and the functions that do it. Where
# functions are renamed, rename them here: a row whose functions are not called shows a dash.
PHASES = (
    (0, 'parse', ('giji_parse',)),
    (1, 'decode', ('giji_source_open',)),
    (2, 'detect the encoding', ('giji_encoding_detect',)),
    (1, 'find the lines', ('giji_lines_open',)),
    (1, 'detect the form', ('giji_forms_open', 'giji_forms_rank', 'giji_forms_close')),
    (1, 'build blocks', ('giji_build',)),
    (2, 'scan segments', ('giji_scan_next',)),
    (2, 'choose rules', ('giji_choose',)),
    (2, 'look for rules inside', ('giji_next_inside',)),
    (1, 'follow the chair', ('giji_follow_chair',)),
    (1, 'infer roles', ('giji_infer_roles',)),
    (1, 'read facts', ('giji_read_facts',)),
    (1, 'identify speakers', ('giji_identify_speakers',)),
    (0, 'write JSON', ('giji_write_json',)),
    (1, 'SHA-256', ('giji_document_sha256',)),
    (1, 'measure coverage', ('giji_document_coverage',)),
    (0, 'free', ('giji_document_free',)),
)
# Where instructions are spent, by file or object; the first that fits counts.
PLACES = (
    ('lib/{}', r'(?:^|/)lib/(base|text|grammar|parse|model|export|survey)/'),
    ('lib/*.c', r'(?:^|/)lib/\w+\.c'),
    ('patterns, compiled by PCRE2', r'\?\?\?:0x|^0x'),
    ('{}', r'lib(pcre2|icu|xml2|jansson|nettle|cmark|md4c|stdc\+\+|m\b)'),
    ('libc', r'libc\.so|sysdeps|\./(?:string|malloc|stdlib|nptl|csu|elf)/'),
)
OTHERS = ('giji-xml', 'md4c-parse', 'md4c-html', 'cmark-parse', 'cmark-xml')
COUNT = re.compile(r'^\s*([\d,]+)(?: \([\d. ]+%\))?\s+(?:[<>*] )?(\S.*)$')


class Counter:
    def __init__(self, build):
        self.program = os.path.join(build, 'tests', 'bench', 'in_process')
        self.work = os.path.join(build, 'bench')
        self.profile = os.path.join(self.work, 'callgrind.out')

    def count(self, phase, paths):
        """Runs the phase; its profile stands in a file then. The instructions in all, None where there is no such phase."""
        command = ['valgrind', '--tool=callgrind', '--toggle-collect=measured_pass', f'--callgrind-out-file={self.profile}',
                   self.program, '-w', '-p', phase, paths]
        run = subprocess.run(command, capture_output=True, text=True)
        if 'no such phase' in run.stderr:
            return None
        collected = re.search(r'Collected\s*: (\d+)', run.stderr)
        if run.returncode or not collected:
            raise SystemExit(run.stderr)
        return int(collected[1])

    def functions(self, *options):
        """(instructions, 'file:function [object]') of every function."""
        command = ['callgrind_annotate', '--threshold=100', '--auto=no', *options, self.profile]
        for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
            found = COUNT.match(line)
            if found and ':' in found[2]:
                yield int(found[1].replace(',', '')), found[2]


def name_of(function):
    return re.sub(r"('\d+)? *(\[.*)?$", '', function).rpartition(':')[2].split('.')[0]


def inclusive(counter):
    """Instructions of functions and what they call. A function stands several times, by file and by object: once under each."""
    counts = collections.Counter()
    for count, function in counter.functions('--inclusive=yes'):
        counts[name_of(function)] = max(counts[name_of(function)], count)
    return counts


def place_of(function):
    for label, pattern in PLACES:
        found = re.search(pattern, function)
        if found:
            return label.format(*found.groups())
    return 'other'


def by_place(counter):
    counts = collections.Counter()
    for count, function in counter.functions():
        counts[place_of(function)] += count
    return counts


def phase_rows(results, size):
    whole = results['total']
    for depth, what, _ in PHASES:
        count = results['phases'][what]
        if count is None:
            yield '\u2003' * depth + what, '-', '-'
        else:
            yield '\u2003' * depth + what, f'{count / size:.1f}', f'{100 * count / whole:.1f} %'


def measure(counter, paths):
    results = {'total': counter.count('giji-ndjson', paths), 'others': {}}
    found = inclusive(counter)
    results['phases'] = {what: sum(found[name] for name in names) if any(name in found for name in names) else None
                         for _, what, names in PHASES}
    results['places'] = dict(by_place(counter).most_common())
    for phase in OTHERS:
        results['others'][phase] = counter.count(phase, paths)
    return results


def lines_of(results, files, size):
    lines = [f'Commit {report.commit()}; {files} files, {size} bytes; instructions a byte of input.', '']
    lines += report.table(('parse to NDJSON', 'a byte', 'of all'),
                          [('in all', f'{results["total"] / size:.1f}', '100.0 %'), *phase_rows(results, size)])
    lines += ['', *report.table(('where', 'a byte', 'of all'), [
        (place, f'{count / size:.1f}', f'{100 * count / results["total"]:.1f} %')
        for place, count in results['places'].items()])]
    lines += ['', *report.table(('to compare, in all', 'a byte'), [
        (phase, f'{count / size:.1f}') for phase, count in results['others'].items() if count])]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bytes', type=size_in_bytes, default=size_in_bytes('300K'))
    parser.add_argument('--json')
    parser.add_argument('--results', help='put the tables into this file, tests/bench/results.md')
    parser.add_argument('build')
    arguments = parser.parse_args()
    if not shutil.which('valgrind'):
        raise SystemExit('valgrind is not here. On Debian: apt-get install valgrind')
    counter = Counter(os.path.abspath(arguments.build))
    folder = prepare.generate(os.path.join(counter.work, 'sample'), 'tree', '--bytes', str(arguments.bytes), '--seed', '2')
    paths = prepare.write_list(folder, os.path.join(counter.work, 'sample.list'))
    names = prepare.files_in(folder)
    size = sum(os.path.getsize(os.path.join(folder, name)) for name in names)
    results = measure(counter, paths)
    lines = lines_of(results, len(names), size)
    print('\n'.join(lines))
    if arguments.json:
        report.write_json(arguments.json, {'commit': report.commit(), 'files': len(names), 'bytes': size, **results})
    if arguments.results:
        report.replace_part(arguments.results, 'instructions', lines)


if __name__ == '__main__':
    sys.exit(main())

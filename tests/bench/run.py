#!/usr/bin/env python3
"""Measures giji beside other programs that read text, and says how far it is from the bars that it is to clear.

    run.py [--bytes 64M] [--runs 7] [--clock processor] [--only PART]... [--json FILE] [--results FILE] BUILD

BUILD is a build folder. Makes its corpus of invented minutes in BUILD/bench: so many bytes in small files, the same in
CP932, and one long meeting. Runs giji and each reference that is installed in turn, RUNS times; prints medians as
tables. README.md beside this file says what each row is.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys

import prepare
import report
import tables
from corpus import size_in_bytes

HERE = os.path.dirname(os.path.abspath(__file__))
SMALL_FILE = os.path.join(HERE, '..', '..', 'testdata', 'first-council', 'input.txt')
STARTS = 20  # in a row, of each program
MARKS = r'^[ \t　]*([○◯〇◎◆◇●→]|[\[【〔（][^\]】〕）]{1,20}[\]】〕）])'
PARTS = ('programs', 'jobs', 'start', 'in-process', 'memory')

# What giji does, over what, and what it is measured against: at least so many times as fast, or None to compare only.
ROWS = (
    ('parse to NDJSON', 'tree', 'giji-ndjson', {'split.py': 7, 'split_tuned.py': 5, 'md2html': 1.5, 'cmark': None, 'rg': None,
                                                'wc': None, 'iconv to UTF-16': None, 'cat': None}),
    ('parse to NDJSON', 'big', 'giji-ndjson', {'split.py': 7, 'split_tuned.py': 5, 'md2html': 1.5, 'cmark': None}),
    ('parse to XML', 'tree', 'giji-xml-files', {'split.py': 2.7}),
    ('parse to XML', 'big', 'giji-xml', {'split.py': 2.7}),
    ('CP932 to NDJSON', 'cp932', 'giji-ndjson', {'iconv to UTF-8': 0.8}),
)


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.build = os.path.abspath(arguments.build)
        self.giji = os.path.join(self.build, 'cli', 'giji')
        self.work = os.path.abspath(arguments.work or os.path.join(self.build, 'bench'))
        memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else self.work
        self.output = os.path.join(memory, f'giji-bench-{os.getpid()}')
        self.missing = set()
        self.results = {'programs': [], 'in_process': [], 'memory': []}

    def program(self, name):
        return os.path.join(self.build, 'tests', 'bench', name)

    def clean(self):
        shutil.rmtree(self.output, ignore_errors=True)
        if os.path.exists(self.output):
            os.remove(self.output)

    # ---- what is run

    def make_corpus(self):
        size = str(self.arguments.bytes)
        os.makedirs(self.work, exist_ok=True)
        self.folders = {
            'tree': prepare.generate(os.path.join(self.work, 'corpus'), 'tree', '--bytes', size),
            'cp932': prepare.generate(os.path.join(self.work, 'corpus-cp932'), 'tree', '--encoding', 'cp932', '--bytes', size),
        }
        big = prepare.generate(os.path.join(self.work, 'big.txt'), 'big', '--form', self.arguments.big_form, '--bytes', size)
        self.inputs = {name: (folder, prepare.files_in(folder)) for name, folder in self.folders.items()}
        self.inputs['big'] = (self.work, [os.path.basename(big)])
        self.sizes = {name: [os.path.getsize(os.path.join(folder, file)) for file in files]
                      for name, (folder, files) in self.inputs.items()}

    def commands(self):
        parse = [self.giji, 'parse', '--quiet']
        md2html = shutil.which('md2html') or self.program('md2html')
        return {
            'giji-ndjson': parse + ['--to', 'ndjson'], 'giji-xml': parse + ['--to', 'xml'],
            'giji-xml-files': parse + ['--to', 'xml', '--output', self.output + '/'],
            'giji-json': parse, 'giji-jobs': parse + ['--to', 'ndjson', '-j', '2'],
            'split.py': [sys.executable, os.path.join(HERE, 'split.py')],
            'split_tuned.py': [sys.executable, os.path.join(HERE, 'split_tuned.py')],
            'md2html': [md2html], 'cmark': ['cmark', '-t', 'xml'],
            'rg': ['rg', '--no-config', '-j', '1', '-c', '--no-filename', MARKS],
            'wc': ['wc', '-m'], 'cat': ['cat'], 'iconv to UTF-16': ['iconv', '-f', 'UTF-8', '-t', 'UTF-16'],
            'iconv to UTF-8': ['iconv', '-f', 'CP932', '-t', 'UTF-8'], 'empty': [self.program('empty')],
        }

    def is_there(self, name):
        if shutil.which(self.commands()[name][0]):
            return True
        self.missing.add(name.split()[0])
        return False

    def run(self, name, folder, files, times=1):
        """What each of the runs took: a dictionary with seconds on both clocks and bytes at the peak."""
        self.clean()
        output = os.devnull if name == 'giji-xml-files' else self.output
        command = [self.program('measure'), str(times), output, *self.commands()[name], *files]
        environment = dict(os.environ, LC_ALL='C.UTF-8')
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        runs = []
        for line in done.stdout.splitlines():
            wall, processor, peak, status = line.split()
            if status != '0':
                raise SystemExit(f'{name} ended with status {status}: {" ".join(command[3:8])} ...')
            runs.append({'wall': float(wall), 'processor': float(processor), 'peak': int(peak)})
        return runs

    # ---- whole programs

    def measure_programs(self):
        for what, source, giji, bars in ROWS:
            references = [name for name in bars if self.is_there(name)]
            self.results['programs'].append(self.pair(what, source, giji, bars, references))

    def pair(self, what, source, giji, bars, references):
        """giji before each reference with a bar, in each round."""
        folder, files = self.inputs[source]
        pairs = {name: [] for name in references}
        ours = []
        for _ in range(self.arguments.runs):
            for name in references:
                if not ours or (bars[name] and self.arguments.runs > 1):
                    ours += self.run(giji, folder, files)
                pairs[name].append((ours[-1], self.run(name, folder, files)[0]))
        if not ours:
            ours = self.run(giji, folder, files)
        return {'what': what, 'input': source, 'files': len(files), 'bytes': sum(self.sizes[source]), 'giji': ours,
                'against': {name: {'bar': bars[name], 'pairs': pairs[name]} for name in references}}

    def measure_jobs(self):
        help_page = subprocess.run([self.giji, 'help', 'parse'], capture_output=True, text=True, check=True).stdout
        if not re.search(r'^\s+-j\b|--jobs\b', help_page, re.MULTILINE):
            return
        tree = self.inputs['tree']
        pairs = [(self.run('giji-jobs', *tree)[0], self.run('giji-ndjson', *tree)[0]) for _ in range(self.arguments.runs)]
        self.results['jobs'] = {'pairs': pairs, 'bytes': sum(self.sizes['tree']), 'bar': 1.8}

    def measure_start(self):
        names = ('giji-json', 'empty', 'split.py')
        starts = STARTS if self.arguments.runs > 1 else 1
        runs = {name: [] for name in names}
        for _ in range(self.arguments.runs):
            for name in names:
                runs[name] += self.run(name, HERE, [SMALL_FILE] if name != 'empty' else [], starts)
        self.results['start'] = {'runs': runs, 'bar': 2}

    def runs_of(self, source):
        """Those of giji that have been measured, or one."""
        measured = [row['giji'] for row in self.results['programs'] if row['input'] == source and 'NDJSON' in row['what']]
        return measured[0] if measured else self.run('giji-ndjson', *self.inputs[source])

    def measure_memory(self):
        for source, (_, files) in self.inputs.items():
            peak = max(run['peak'] for run in self.runs_of(source))
            largest = max(self.sizes[source])
            self.results['memory'].append({'input': source, 'files': len(files), 'largest': largest, 'peak': peak,
                                           'bar': 4 * largest + 24 * tables.MEGABYTE})

    # ---- one process

    def measure_in_process(self):
        paths = prepare.write_list(self.folders['tree'], os.path.join(self.work, 'corpus.list'))
        warm = ['-w'] if self.arguments.runs > 1 else []
        command = [self.program('in_process'), *warm, '-r', str(self.arguments.runs), paths]
        self.results['in_process'] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        phases = self.results['in_process']['phases']
        self.missing.update(f'in_process: {name}' for name in ('cmark', 'md4c') if name + '-parse' not in phases)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--bytes', type=size_in_bytes, default=size_in_bytes('64M'))
    parser.add_argument('--runs', type=int, default=7)
    parser.add_argument('--clock', choices=('processor', 'wall'), default='processor')
    parser.add_argument('--only', action='append', choices=PARTS)
    parser.add_argument('--big-form', default='assembly-plenary', help='the form of the big file')
    parser.add_argument('--work', help='where the corpus is kept; BUILD/bench where it is not said')
    parser.add_argument('--json')
    parser.add_argument('--results', help='put the tables into this file, tests/bench/results.md')
    parser.add_argument('build')
    arguments = parser.parse_args()
    arguments.only = arguments.only or PARTS
    return arguments


def main():
    arguments = read_arguments()
    bench = Bench(arguments)
    bench.make_corpus()
    try:
        for part in arguments.only:
            getattr(bench, 'measure_' + part.replace('-', '_'))()
    finally:
        bench.clean()
    lines = tables.lines_of(bench.results, arguments, sorted(bench.missing))
    print('\n'.join(lines))
    if arguments.json:
        report.write_json(arguments.json, {'commit': report.commit(), 'machine': report.machine(), 'bytes': arguments.bytes,
                                           'clock': arguments.clock, **bench.results})
    if arguments.results:
        report.replace_part(arguments.results, 'times', lines)


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Measures giji beside other programs that read text, and says how far it is from the bars that it is to clear.

    run.py [--bytes 64M] [--runs 7] [--clock processor] [--only PART]... [--json FILE] [--results FILE] BUILD

BUILD is a build folder. Makes its corpus of invented minutes in BUILD/bench, of so many bytes in small files, the same in CP932, and
one long meeting. Runs giji and each reference that is installed in turn, RUNS times; prints medians as tables. README.md
beside this file says what each row is.
"""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys

import prepare
import report
from corpus import size_in_bytes

HERE = os.path.dirname(os.path.abspath(__file__))
SMALL_FILE = os.path.join(HERE, '..', '..', 'testdata', 'first-council', 'input.txt')
STARTS = 20  # in a row, of each program
MARKS = r'^[ \t　]*([○◯〇◎◆◇●→]|[\[【〔（][^\]】〕）]{1,20}[\]】〕）])'
PARTS = ('programs', 'jobs', 'start', 'in-process', 'memory')

PACKAGES = {'cmark': 'cmark', 'md2html': 'libmd4c-dev libmd4c-html0-dev', 'rg': 'ripgrep', 'in_process: cmark': 'libcmark-dev',
            'in_process: md4c': 'libmd4c-dev libmd4c-html0-dev', 'wc': 'coreutils', 'iconv': 'libc-bin', 'cat': 'coreutils'}

# What giji does, over what, and what it is measured against: at least so many times as fast, or None to compare only.
ROWS = (
    ('parse to NDJSON', 'tree', 'giji-ndjson', {'split.py': 7, 'split_tuned.py': 5, 'md2html': 1.5, 'cmark': None, 'rg': None,
                                                'wc': None, 'iconv to UTF-16': None, 'cat': None}),
    ('parse to NDJSON', 'big', 'giji-ndjson', {'split.py': 7, 'split_tuned.py': 5, 'md2html': 1.5, 'cmark': None}),
    ('parse to XML', 'tree', 'giji-xml-files', {'split.py': 2.7}),
    ('parse to XML', 'big', 'giji-xml', {'split.py': 2.7}),
    ('CP932 to NDJSON', 'cp932', 'giji-ndjson', {'iconv to UTF-8': 0.8}),
)
IN_PROCESS = (
    ('parse only', 'giji-parse', {'md4c-parse': 1.0, 'cmark-parse': 4}),
    ('parse to NDJSON', 'giji-ndjson', {'md4c-html': None}),
    ('parse to XML', 'giji-xml', {'cmark-xml': 1.15}),
    ('detect only', 'giji-detect', {}),
)
INPUTS = {'tree': 'small files', 'big': 'one big file', 'cp932': 'small files'}
MEGABYTE = 1e6


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
        python, here = [sys.executable], HERE
        parse = [self.giji, 'parse', '--quiet']
        md2html = shutil.which('md2html') or self.program('md2html')
        return {
            'giji-ndjson': parse + ['--to', 'ndjson'], 'giji-xml': parse + ['--to', 'xml'],
            'giji-xml-files': parse + ['--to', 'xml', '--output', self.output + '/'],
            'giji-json': parse, 'giji-jobs': parse + ['--to', 'ndjson', '-j', '2'],
            'split.py': python + [os.path.join(here, 'split.py')], 'split_tuned.py': python + [os.path.join(here, 'split_tuned.py')],
            'md2html': [md2html], 'cmark': ['cmark', '-t', 'xml'], 'rg': ['rg', '--no-config', '-j', '1', '-c', '--no-filename', MARKS],
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
        into_folder = name == 'giji-xml-files'
        command = [self.program('measure'), str(times), os.devnull if into_folder else self.output, *self.commands()[name], *files]
        environment = dict(os.environ, LC_ALL='C.UTF-8')
        lines = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout.splitlines()
        runs = []
        for line in lines:
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
        return {'what': what, 'input': source, 'files': len(files), 'bytes': sum(self.sizes[source]), 'largest': max(self.sizes[source]),
                'giji': ours, 'against': {name: {'bar': bars[name], 'pairs': pairs[name]} for name in references}}

    def measure_jobs(self):
        help_page = subprocess.run([self.giji, 'help', 'parse'], capture_output=True, text=True, check=True).stdout
        if not re.search(r'^\s+-j\b|--jobs\b', help_page, re.MULTILINE):
            return
        folder, files = self.inputs['tree']
        pairs = [(self.run('giji-jobs', folder, files)[0], self.run('giji-ndjson', folder, files)[0]) for _ in range(self.arguments.runs)]
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
        measured = [row['giji'] for row in self.results['programs'] if row['input'] == source and row['what'].endswith('NDJSON')]
        return measured[0] if measured else self.run('giji-ndjson', *self.inputs[source])

    def measure_memory(self):
        for source, (_, files) in self.inputs.items():
            peak = max(run['peak'] for run in self.runs_of(source))
            largest = max(self.sizes[source])
            self.results['memory'].append({'input': source, 'files': len(files), 'largest': largest, 'peak': peak,
                                           'bar': 4 * largest + 24 * MEGABYTE})

    # ---- one process

    def measure_in_process(self):
        paths = prepare.write_list(self.folders['tree'], os.path.join(self.work, 'corpus.list'))
        warm = ['-w'] if self.arguments.runs > 1 else []
        command = [self.program('in_process'), *warm, '-r', str(self.arguments.runs), paths]
        self.results['in_process'] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        phases = self.results['in_process']['phases']
        self.missing.update(f'in_process: {name}' for name in ('cmark', 'md4c') if name + '-parse' not in phases)


# ---- tables


def verdict(ratio, bar, most=False):
    if not bar:
        return '', ''
    met = ratio <= bar if most else ratio >= bar
    return f'{"at most" if most else "at least"} {bar:g}', 'met' if met else 'missed'


def speed(size, seconds):
    return f'{size / seconds / MEGABYTE:.1f}'


def named(source, row):
    return f'{row["files"]} files' + (' in CP932' if source == 'cp932' else '') if row['files'] > 1 else '1 big file'


def program_rows(results, clock):
    for row in results['programs']:
        ours = statistics.median(run[clock] for run in row['giji'])
        yield row['what'], named(row['input'], row), speed(row['bytes'], ours), '', '', '', '', ''
        for name, reference in row['against'].items():
            theirs = statistics.median(run[clock] for _, run in reference['pairs'])
            ratio = statistics.median(run[clock] / our[clock] for our, run in reference['pairs'])
            yield ('', '', '', name, speed(row['bytes'], theirs), f'{ratio:.2f}', *verdict(ratio, reference['bar']))


def in_process_rows(results, clock):
    measured = results['in_process']
    for what, name, bars in IN_PROCESS if measured else ():
        ours = measured['phases'][name][clock]
        yield what, 'in process', speed(measured['bytes'], statistics.median(ours)), '', '', '', '', ''
        for other, bar in bars.items():
            if other in measured['phases']:
                theirs = measured['phases'][other][clock]
                ratio = statistics.median(their / our for our, their in zip(ours, theirs))
                yield ('', '', '', other, speed(measured['bytes'], statistics.median(theirs)), f'{ratio:.2f}', *verdict(ratio, bar))


def jobs_rows(results):
    jobs = results.get('jobs')
    if not jobs:
        yield '-j 2', 'giji parse has no -j', '', '', '', '', 'at least 1.8', 'not there'
        return
    two, one = (statistics.median(pair[at]['wall'] for pair in jobs['pairs']) for at in (0, 1))
    ratio = statistics.median(one['wall'] / two['wall'] for two, one in jobs['pairs'])
    yield ('-j 2, by the clock', 'small files', speed(jobs['bytes'], two), 'one thread', speed(jobs['bytes'], one), f'{ratio:.2f}',
           *verdict(ratio, jobs['bar']))


def start_lines(results, clock):
    medians = {name: 1000 * statistics.median(run[clock] for run in runs) for name, runs in results['start']['runs'].items()}
    ratio = medians['giji-json'] / medians['empty']
    rows = [('giji parse, one small file', f'{medians["giji-json"]:.2f}', f'{ratio:.2f}', *verdict(ratio, results['start']['bar'], True)),
            ('an empty program, same libraries', f'{medians["empty"]:.2f}', '1.00', '', ''),
            ('split.py, the same file', f'{medians["split.py"]:.2f}', f'{medians["split.py"] / medians["empty"]:.2f}', '', '')]
    return report.table(('start-up', 'ms', 'ratio', 'bar', ''), rows)


def memory_lines(results):
    rows = [('peak, parse to NDJSON', named(row['input'], row), f'{row["largest"] / MEGABYTE:.1f}', f'{row["peak"] / MEGABYTE:.1f}',
             f'at most {row["bar"] / MEGABYTE:.1f}', 'met' if row['peak'] <= row['bar'] else 'missed') for row in results['memory']]
    return report.table(('memory', 'input', 'largest file, MB', 'peak, MB', 'bar', ''), rows)


def lines_of(results, arguments):
    clock = arguments.clock
    rows = [*program_rows(results, clock), *in_process_rows(results, clock)]
    if 'jobs' in arguments.only:
        rows += jobs_rows(results)
    lines = report.table(('what giji does', 'input', 'MB/s', 'against', 'MB/s', 'ratio', 'bar', ''), rows) if rows else []
    if 'start' in results:
        lines += ['', *start_lines(results, clock)]
    if results['memory']:
        lines += ['', *memory_lines(results)]
    return lines


def heading(arguments, results):
    machine = report.machine()
    return [f'Commit {report.commit()}, {machine["processor"]}, {machine["processors"]} processors; {arguments.bytes / MEGABYTE:g} MB, '
            f'medians of {arguments.runs} runs in turn, seconds {"of the processor" if arguments.clock == "processor" else "on the clock"}.', '']


def busy(results):
    """How much longer the clock ran than the processor: over a fifth, others were using the machine."""
    runs = [run for row in results['programs'] for run in row['giji']]
    return statistics.median(run['wall'] / run['processor'] for run in runs) if runs else 1


def notes(bench):
    if busy(bench.results) > 1.2:
        yield f'The machine was busy: by the clock, runs took {busy(bench.results):.1f} times their time of the processor.'
    for name in sorted(bench.missing):
        yield f'Not here: {name}. On Debian: apt-get install {PACKAGES.get(name, "?")}' + (
            ', then meson setup --wipe' if 'md' in name or ':' in name else '')


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
    lines = heading(arguments, bench.results) + lines_of(bench.results, arguments)
    for note in notes(bench):
        lines += ['', note]
    print('\n'.join(lines))
    if arguments.json:
        report.write_json(arguments.json, {'commit': report.commit(), 'machine': report.machine(), 'bytes': arguments.bytes,
                                           'clock': arguments.clock, **bench.results})
    if arguments.results:
        report.replace_part(arguments.results, 'times', lines)


if __name__ == '__main__':
    sys.exit(main())

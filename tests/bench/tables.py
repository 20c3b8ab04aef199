"""Tables of what run.py has measured."""
import statistics

import report

MEGABYTE = 1e6

# In one process: which phase, against which others, and at least so many times as fast.
IN_PROCESS = (
    ('parse only', 'giji-parse', {'md4c-parse': 1.0, 'cmark-parse': 4}),
    ('parse to NDJSON', 'giji-ndjson', {'md4c-html': None}),
    ('parse to XML', 'giji-xml', {'cmark-xml': 1.15}),
    ('detect only', 'giji-detect', {}),
)

# Debian's packages of what is missing.
PACKAGES = {'cmark': 'cmark', 'md2html': 'libmd4c-dev libmd4c-html0-dev', 'rg': 'ripgrep', 'in_process: cmark': 'libcmark-dev',
            'in_process: md4c': 'libmd4c-dev libmd4c-html0-dev', 'wc': 'coreutils', 'iconv': 'libc-bin', 'cat': 'coreutils'}


STARTED = {'giji-json': 'giji parse, one small file', 'empty': 'an empty program, same libraries',
           'split.py': 'split.py, the same file'}


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
    yield ('-j 2, by the clock', 'small files', speed(jobs['bytes'], two), 'one thread', speed(jobs['bytes'], one),
           f'{ratio:.2f}', *verdict(ratio, jobs['bar']))


def start_lines(results, clock):
    start = results['start']
    medians = {name: statistics.median(run[clock] for run in runs) for name, runs in start['runs'].items()}
    rows = []
    for name, what in STARTED.items():
        ratio = medians[name] / medians['empty']
        bar = verdict(ratio, start['bar'], True) if name == 'giji-json' else ('', '')
        rows.append((what, f'{1000 * medians[name]:.2f}', f'{ratio:.2f}', *bar))
    return report.table(('start-up', 'ms', 'ratio', 'bar', ''), rows)


def memory_lines(results):
    rows = []
    for row in results['memory']:
        largest, peak, bar = (f'{row[name] / MEGABYTE:.1f}' for name in ('largest', 'peak', 'bar'))
        rows.append(('peak, parse to NDJSON', named(row['input'], row), largest, peak, f'at most {bar}',
                     'met' if row['peak'] <= row['bar'] else 'missed'))
    return report.table(('memory', 'input', 'largest file, MB', 'peak, MB', 'bar', ''), rows)


def heading(arguments):
    machine = report.machine()
    seconds = 'of the processor' if arguments.clock == 'processor' else 'on the clock'
    return (f'Commit {report.commit()}, {machine["processor"]}, {machine["processors"]} processors; '
            f'{arguments.bytes / MEGABYTE:g} MB, medians of {arguments.runs} runs in turn, seconds {seconds}.')


def busy(results):
    """How much longer the clock ran than the processor: over a fifth, others were using the machine."""
    runs = [run for row in results['programs'] for run in row['giji']]
    return statistics.median(run['wall'] / run['processor'] for run in runs) if runs else 1


def notes(results, missing):
    if busy(results) > 1.2:
        yield f'The machine was busy: by the clock, runs took {busy(results):.1f} times their time of the processor.'
    for name in missing:
        again = ', then meson setup --wipe build' if 'md' in name or ':' in name else ''
        yield f'Not here: {name}. On Debian: apt-get install {PACKAGES[name]}{again}'


def lines_of(results, arguments, missing):
    clock = arguments.clock
    lines = [heading(arguments)]
    rows = [*program_rows(results, clock), *in_process_rows(results, clock)]
    if 'jobs' in arguments.only:
        rows += jobs_rows(results)
    if rows:
        lines += ['', *report.table(('what giji does', 'input', 'MB/s', 'against', 'MB/s', 'ratio', 'bar', ''), rows)]
    if 'start' in results:
        lines += ['', *start_lines(results, clock)]
    if results['memory']:
        lines += ['', *memory_lines(results)]
    for note in notes(results, missing):
        lines += ['', note]
    return lines

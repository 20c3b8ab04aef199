"""Tables in Markdown, JSON files, and the file of results in the repository."""
import json
import os
import platform
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def table(head, rows):
    """Lines of a Markdown table; columns of numbers to the right."""
    cells = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[at]) for row in cells) for at in range(len(head))]
    right = [all(re.fullmatch(r'[\d.,-]*( %)?', row[at]) for row in cells[1:]) for at in range(len(head))]

    def line(row):
        return '| ' + ' | '.join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right)) + ' |'
    rule = '| ' + ' | '.join('-' * (w - 1) + (':' if r else '-') for w, r in zip(widths, right)) + ' |'
    return [line(cells[0]), rule, *map(line, cells[1:])]


def output_of(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ''


def commit():
    """The commit that is checked out, with + where files differ from it, that of results aside."""
    name = output_of('git', 'rev-parse', '--short=10', 'HEAD')
    changed = output_of('git', 'status', '--porcelain', '--untracked-files=no', '--', ':(top)', ':(exclude)results.md')
    return (name + ('+' if changed else '')) if name else 'no commit'


def machine():
    processor = re.search(r'model name\s*: (.*)', read('/proc/cpuinfo'))
    return {'processor': processor[1] if processor else platform.processor(), 'processors': os.cpu_count(),
            'system': platform.platform(), 'python': platform.python_version()}


def read(path):
    try:
        with open(path, encoding='utf-8') as file:
            return file.read()
    except OSError:
        return ''


def write_json(path, value):
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(value, file, ensure_ascii=False, indent=1)


def replace_part(path, part, lines):
    """Puts the lines between the marks of the part, <!-- PART --> and <!-- end of PART -->."""
    text = read(path)
    begin, end = f'<!-- {part} -->', f'<!-- end of {part} -->'
    if begin not in text or end not in text:
        raise SystemExit(f'{path} has no part "{part}"')
    head, _, rest = text.partition(begin)
    tail = rest.partition(end)[2]
    with open(path, 'w', encoding='utf-8') as file:
        file.write(head + '\n'.join([begin, *lines, end]) + tail)

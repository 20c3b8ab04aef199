#!/usr/bin/env python3
"""The same as split.py and well tuned: whole files, marks looked up by a line's first letter, lines joined at once.

    split_tuned.py FILE...
"""
import gc
import json
import sys

MARKS = frozenset('○◯〇◎◆◇●→-')
CLOSING = {'【': '】', '〔': '〕', '（': '）', '[': ']'}


def read_turns(text):
    turns, lines = [], []
    add = lines.append
    for line in text.split('\n'):
        first = line[:1]
        if first in MARKS:
            turns.append((first, lines := [line[1:]]))
            add = lines.append
        elif first in CLOSING and (end := line.find(CLOSING[first], 1, 23)) > 0:
            turns.append((line[:end + 1], lines := [line[end + 1:]]))
            add = lines.append
        else:
            add(line)
    return [{'marker': marker, 'text': '\n'.join(lines)} for marker, lines in turns]


def main():
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    write = sys.stdout.buffer.write
    gc.disable()
    for name in sys.argv[1:]:
        with open(name, 'rb', buffering=0) as file:
            turns = read_turns(file.read().decode('utf-8'))
        write((encode({'name': name, 'turns': turns}) + '\n').encode('utf-8'))


main()

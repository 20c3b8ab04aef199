#!/usr/bin/env python3
"""What giji is measured against: a script as people write it, that splits lines by marker and dumps JSON.

    split.py FILE...
"""
import json
import re
import sys

MARK = re.compile('[　 ]*([○◯〇◎◆◇●→]|[【〔（\\[][^】〕）\\]]{1,20}[】〕）\\]]|- )')


def read_turns(path):
    turns = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            line = line.rstrip('\n')
            found = MARK.match(line)
            if found:
                turns.append({'marker': found.group(1), 'text': line[found.end():]})
            elif turns:
                turns[-1]['text'] += '\n' + line
    return turns


for name in sys.argv[1:]:
    print(json.dumps({'name': name, 'turns': read_turns(name)}, ensure_ascii=False))

#!/usr/bin/env python3
"""How deep giji calls is no matter of its input: every ring of calls in the built code is one that we know to end.

    recursion.py OBJDUMP FILE...

Calls through pointers are not seen: those are callbacks of the program outside, comparisons of qsort, the writers' events, and
the builders of a grammar's parts, none of which calls back.
"""
import collections
import re
import subprocess
import sys

# What a ring goes through, and why it ends.
BOUNDED = {
    'read_file': 'grammars include no deeper than DEEPEST_INCLUDE',
    'giji_expand': 'fragments use others no deeper than DEEPEST_FRAGMENT',
    'add_rules': 'groups of rules use others no deeper than DEEPEST_GROUP',
    'use_group': 'the same: what add_rules may be a part of',
    'read_inside': 'groups of a pattern are read no deeper than DEEPEST_GROUP',
    'join': 'words that begin alike are joined no further than DEEPEST_JOIN',
    'add_way': 'the same: what join is a part of',
    'find_reach': 'as deep as the groups of a pattern: see read_inside',
    'begin_with': 'as deep as the groups of a pattern: see read_inside',
    'find_first': 'as deep as the groups of a pattern: see read_inside',
    'weave': 'as deep as the groups of a pattern: see read_inside',
    'option_next': 'once, behind the argument --',
}
FUNCTION = re.compile(r'^([0-9a-f]+) <([^>]+)>:$')
# Calls, and jumps to where a function begins: what the compiler made of a call at a function's end.
CALL = re.compile(r'\t(call|jmp|bl?|j[a-z]+|b\.?[a-z]+|cbn?z|tbn?z)\S*\s.*?\b([0-9a-f]+) <([^>+@]+)(@plt)?>')


def graph_of(objdump, path):
    """The address of each function, with its name and the addresses that it calls."""
    listing = subprocess.run([objdump, '--disassemble', '--no-show-raw-insn', path], capture_output=True, text=True,
                             check=True).stdout
    names, calls, inside = {}, collections.defaultdict(set), None
    exported = {}  # their own library calls them by way of a table, too
    for line in listing.splitlines():
        begins, call = FUNCTION.match(line), CALL.search(line)
        if begins:
            inside = int(begins[1], 16)
            names[inside] = begins[2]
            exported[begins[2]] = inside
        elif call and inside is not None:
            target = call[3] if call[4] else int(call[2], 16)
            if target != inside or call[1] in ('call', 'bl'):
                calls[inside].add(target)
    return names, {at: {exported.get(target, target) for target in targets} & names.keys()
                   for at, targets in calls.items()}


def rings(calls):
    """The sets of functions that all reach each other, by Tarjan's algorithm without recursion of its own."""
    index, lowest, open_ones, found = {}, {}, [], []
    for root in list(calls):
        work = [] if root in index else [(root, iter(()))]
        while work:
            at, rest = work.pop()
            if at not in index:
                index[at] = lowest[at] = len(index)
                open_ones.append(at)
                rest = iter(sorted(calls.get(at, ())))
            for target in rest:
                if target not in index:
                    work += [(at, rest), (target, iter(()))]
                    break
                if target in open_ones:
                    lowest[at] = min(lowest[at], lowest[target])
            else:
                if lowest[at] == index[at]:
                    ring = open_ones[open_ones.index(at):]
                    del open_ones[-len(ring):]
                    if len(ring) > 1 or at in calls.get(at, ()):
                        found.append(ring)
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[at])
    return found


def main():
    objdump, *paths = sys.argv[1:]
    functions, unknown = 0, []
    for path in paths:
        names, calls = graph_of(objdump, path)
        functions += len(names)
        for ring in rings(calls):
            shown = sorted(names.get(at, hex(at)) for at in ring)
            if not any(re.split(r'\.', name)[0] in BOUNDED for name in shown):
                unknown.append(f'{path}: these call each other, and nothing says how deep: {", ".join(shown)}')
    print('\n'.join(unknown) or f'{functions} functions call no deeper than is known')
    return 1 if unknown or functions < 100 else 0


if __name__ == '__main__':
    sys.exit(main())

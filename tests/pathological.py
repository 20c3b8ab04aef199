#!/usr/bin/env python3
"""Inputs that break parsers, each by its name and with a time limit.

    pathological.py [--full] GIJI [TEST]...

As a test the sized inputs have some tens of kilobytes, so that it is done in a minute; --full makes them 100 MB, prints
how long each took, and takes an hour.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest

import inputs

GIJI = ''
FULL = False
SMALL, LARGE = 1 << 16, 100 << 20
# Seconds. A sanitizer makes everything some ten times slower, and the machine may be busy.
LIMIT, LONG_LIMIT = 60, 900
TURN = '会議の名称\t会議\n\n会議経過\n● 終わりか'

GRAMMAR = '''<?xml version="1.0" encoding="UTF-8"?>
<grammar xmlns="urn:giji:grammar:1" id="bomb" version="1.0">
  <title>A bomb</title>
  <about>It should not go off.</about>
  {above}
  <section id="text" otherwise="paragraph">{rules}</section>
</grammar>
'''
RULE = '<rule id="r{n}" type="heading"><pattern>{pattern}</pattern><sample>{sample}</sample></rule>\n'


def rules(count, pattern='x{n}$', sample='x{n}'):
    return ''.join(RULE.format(n=n, pattern=pattern.format(n=n), sample=sample.format(n=n))
                   for n in range(count))


class Pathological(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, data):
        with open(self.path(name), 'wb') as file:
            file.write(data if isinstance(data, bytes) else data.encode('utf-8'))

    def giji(self, *args, status=0, limit=LIMIT, given=b''):
        """Runs giji in the folder; its output and messages."""
        run = subprocess.run([GIJI, *args], cwd=self.folder, input=given, capture_output=True, timeout=limit,
                             check=False)
        self.assertEqual(run.returncode, status, run.stderr[-2000:].decode('utf-8', 'replace'))
        return run.stdout, run.stderr.decode('utf-8')

    def record(self, data, *args):
        self.write('input.txt', data)
        told = ['--quiet', '--grammar', 'council-table']
        record = json.loads(self.giji('parse', *told, *args, 'input.txt')[0])
        self.check_coverage(record)
        return record

    def codes(self, record):
        return {diagnostic['code'] for diagnostic in record['diagnostics']}

    def check_coverage(self, record):
        coverage = record['coverage']
        self.assertLessEqual(coverage['claimed'] + coverage['noise'], coverage['bytes'])

    # ---- of any size

    def test_sized(self):
        for name in inputs.names():
            with self.subTest(name):
                inputs.write(name, LARGE if FULL else SMALL, self.path('input.txt'))
                begun = time.monotonic()
                self.giji('detect', '--explain', *inputs.options(name)[2:], 'input.txt')
                for form in ('ndjson',) if FULL else ('ndjson', 'xml'):
                    out = self.path('output')
                    self.giji('parse', '--quiet', '--to', form, '--output', out, *inputs.options(name), 'input.txt',
                              limit=LONG_LIMIT if FULL else LIMIT)
                if FULL:
                    print(f'{name:36} {time.monotonic() - begun:7.1f} s', flush=True)
                    continue
                with open(self.path('output'), 'rb') as file:
                    self.assertTrue(file.read().startswith(b'<?xml'))

    def test_other_verbs(self):
        for name in ('one-line-of-labels', 'empty-lines', 'turns', 'one-line-of-cells', 'brackets', 'nul-lines',
                     'case-diet-plenary', 'case-council-table'):
            with self.subTest(name):
                inputs.write(name, SMALL, self.path('input.txt'))
                for verb in (['detect', '--explain'], ['explain'], ['explain', '--all'], ['grammar', 'new']):
                    self.giji(*verb, 'input.txt')

    def test_nesting_deeper_than_numbers_go(self):
        marks = ('第{}章', '第{}節', '{}．', '（{}）', '({})', '①', 'ア', '(ア)', 'a', '(a)', 'ⅰ', 'Ⅰ', 'Ａ', '・')
        for count in (24, 25, 100, 5000):
            lines = [marks[n % len(marks)].format(n % 9 + 1) + ' みどりの計画' for n in range(count)]
            record = self.record('会議経過\n' + '\n'.join(lines) + '\n')
            self.assertLessEqual(depth_of(record['body']), 33)

    # ---- the ends of characters

    def test_truncated_character(self):
        for encoding, cut in (('utf-8', 1), ('utf-8', 2), ('cp932', 1), ('euc_jp', 1), ('iso2022_jp', 4),
                              ('utf-16-le', 1), ('utf-16-be', 1)):
            with self.subTest(encoding):
                data = TURN.encode(encoding)[:-cut]
                name = encoding.replace('_', '-').replace('iso2022', 'iso-2022')
                record = self.record(data, '--encoding', name)
                self.assertIn('invalid-bytes', self.codes(record))
                turn = record['body'][-1]
                self.assertEqual(turn['text'], '終わり\ufffd')
                self.assertEqual(turn['span'][1], len(data))

    def test_iso_2022_jp_without_its_escape_back(self):
        data = TURN.encode('iso2022_jp')
        self.assertTrue(data.endswith(b'\x1b(B'))
        whole, open_ended = self.record(data), self.record(data[:-3])
        self.assertEqual(open_ended['source']['encoding'], 'ISO-2022-JP')
        self.assertEqual(open_ended['body'][-1]['text'], whole['body'][-1]['text'])
        self.assertEqual(self.codes(open_ended), self.codes(whole))

    def test_lone_surrogates(self):
        for unit, where in ((0xD800, 'high'), (0xDC00, 'low'), (0xDBFF, 'last high'), (0xDFFF, 'last low')):
            for order in ('little', 'big'):
                with self.subTest(where + ' ' + order):
                    encoding = 'utf-16-le' if order == 'little' else 'utf-16-be'
                    text, lone = TURN.encode(encoding), unit.to_bytes(2, order)
                    for data in (lone + text, text + lone, text[:-2] + lone + text[-2:], text + lone * 3):
                        record = self.record(data, '--encoding', encoding.replace('16-', '16'))
                        self.assertIn('invalid-bytes', self.codes(record))

    def test_nul_bytes(self):
        record = self.record(TURN.replace('わ', '\0').encode())
        self.assertEqual(record['body'][-1]['text'], '終\0りか')
        self.assertIn('control-character', self.codes(record))
        self.assertEqual(self.record(b'\0' * 100, '--encoding', 'utf-8')['coverage']['bytes'], 100)

    def test_byte_order_mark_inside(self):
        text = '\ufeff' + TURN.replace('わ', '\ufeff') + '\ufeff\n\ufeff\n'
        for encoding in ('utf-8', 'utf-16-le', 'utf-16-be'):
            with self.subTest(encoding):
                record = self.record(text.encode(encoding))
                self.assertEqual(record['body'][1]['text'].replace('\ufeff', ''), '終りか')

    def test_combining_marks_without_base(self):
        record = self.record(TURN + '\n● \u3099\u0301\n')
        self.assertEqual(record['body'][-1]['text'], '\u3099\u0301')

    # ---- grammars

    def check_grammar(self, text, says, status=1, name='bomb.xml'):
        self.write(name, text)
        err = self.giji('grammar', 'check', name, status=status)[1]
        self.assertIn(says, err)
        self.write('dump.txt', TURN)
        self.giji('parse', '--quiet', '--grammars', name, 'dump.txt', status=status)

    def test_pattern_that_backtracks(self):
        patterns = ('(?:(?:ア+)*)+(?:(?:ア*)+)*(?:ア|アア|アアア)+(?:ア?ア?ア?ア?ア?)+(?:イ|ウ)+$|終$', '(?:.*)*(?:.*)*(?:.*)*(?:.*)*(?:.*)*x$|終$',
                    '(?:.*ア){12}x$|終$', '(?:(?=ア+)ア)*イ|終$', '(?:ア(?R)?)+イ|終$')
        self.assertEqual(len(patterns[0]), 64)
        for pattern in patterns:
            with self.subTest(pattern):
                self.check_slow(GRAMMAR.format(above='', rules=RULE.format(n=1, pattern=pattern, sample='終')))

    def check_slow(self, grammar):
        self.write('slow.xml', grammar)
        self.write('dump.txt', ('ア' * 5000 + '\n') * 20)
        record = json.loads(self.giji('parse', '--quiet', '--grammars', 'slow.xml', '--grammar', 'bomb',
                                      'dump.txt')[0])
        self.check_coverage(record)

    def test_entities(self):
        bomb = ''.join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 40))
        head, body = GRAMMAR.format(above='&e39;', rules='').split('\n', 1)
        for declared in (f'<!ENTITY e0 "x">{bomb}', '<!ENTITY e39 SYSTEM "/etc/hostname">',
                         '<!ENTITY e39 SYSTEM "http://192.0.2.1/entity">', '<!ENTITY % p SYSTEM "ftp://192.0.2.1/p"> %p;'):
            self.check_grammar(f'{head}\n<!DOCTYPE grammar [{declared}]>\n{body}', 'must not declare a document type')
        self.check_grammar(f'{head}\n<!DOCTYPE grammar SYSTEM "http://192.0.2.1/dtd">\n{body}',
                           'must not declare a document type')
        self.check_grammar(f'{head}\n{body}', 'not well-formed')

    def test_includes(self):
        include = '<include file="{}"/>'.format
        self.write('library.xml', GRAMMAR.format(above=include('bomb.xml'), rules=''))
        self.check_grammar(GRAMMAR.format(above=include('bomb.xml'), rules=''), 'in a ring')
        self.check_grammar(GRAMMAR.format(above=include('library.xml'), rules=''), 'in a ring')
        for file in ('../library.xml', '/etc/hostname', 'folder/library.xml', 'http://192.0.2.1/x.xml', 'file:///x.xml',
                     './library.xml', '..', 'a\\b.xml'):
            self.check_grammar(GRAMMAR.format(above=include(file), rules=''), 'bomb.xml:')
        for n in range(40):
            self.write(f'chain{n}.xml', GRAMMAR.format(above=include(f'chain{n + 1}.xml'), rules=''))
        self.check_grammar(GRAMMAR.format(above=include('chain0.xml'), rules=''), 'deeper than')

    def test_fragments(self):
        fragments = ''.join(f'<fragment name="f{n}">{{{{f{n + 1}}}}}{{{{f{n + 1}}}}}</fragment>' for n in range(30))
        fragments = f'<fragments>{fragments}<fragment name="f30">x</fragment></fragments>'
        self.check_grammar(GRAMMAR.format(above=fragments, rules=rules(1, '{{{{f0}}}}', 'x')), 'too long')

    def test_large_grammars(self):
        self.check_grammar(GRAMMAR.format(above='', rules=rules(20000)), 'too large')
        self.check_grammar(GRAMMAR.format(above='<include file="none.xml"/>' * 30000, rules=''), 'too large')
        self.check_grammar('<!-- -->' * (1 << 20), 'too large')
        self.check_grammar('<a>' * 100000, 'not well-formed')
        self.check_grammar(GRAMMAR.format(above='', rules='<rule>' * 200 + '</rule>' * 200), 'finding')
        self.giji('grammar', 'check', '/dev/zero', status=1)


def depth_of(blocks):
    """How deep blocks nest; without recursion, which they could outrun."""
    deepest, level = 0, blocks
    while level:
        deepest += 1
        level = [child for block in level for child in block.get('blocks', [])]
    return deepest


if __name__ == '__main__':
    arguments = sys.argv[1:]
    FULL = '--full' in arguments
    GIJI, *rest = (argument for argument in arguments if argument != '--full')
    GIJI = os.path.abspath(GIJI)
    unittest.main(argv=sys.argv[:1] + rest)

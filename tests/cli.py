#!/usr/bin/env python3
"""The program as a program: arguments, pipes, files, exit status.   cli.py GIJI SCHEMA_XML"""
import json
import os
import re
import subprocess
import sys

import program
from program import MINUTES, OTHER, TABLE, Program

TESTDATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'testdata')
SCHEMA_XML = ''

GENERAL = '''<grammar xmlns="urn:giji:grammar:1" id="general" version="1.0">
  <title>Anything</title>
  <about>Whatever speaks of 会 or 議.</about>
  <detect window="4096" threshold="3" rank="last">
    <sign id="letters" weight="2" most="9"><pattern>[会議月いる]</pattern><sample>会</sample></sign>
  </detect>
  <section id="all"/>
</grammar>
'''
TOWN = '''<grammar xmlns="urn:giji:grammar:1" id="town" version="1.0">
<title>t</title><about>a</about>
<section id="all">
<rule id="two" type="turn"><pattern>●●</pattern><sample>●● 一か。</sample></rule>
<rule id="one" type="turn" continues="no"><pattern>●</pattern><sample>● 一か。</sample></rule>
</section>
</grammar>
'''


class CommandLine(Program):
    # ---- what it says of itself

    def test_help(self):
        for args in (['help'], ['--help'], ['-h']):
            self.assertIn('giji parse', self.giji(*args)[0])
        for verb in ('parse', 'explain', 'detect', 'grammar', 'help'):
            page = self.giji('help', verb)[0]
            self.assertTrue(page.startswith(f'Usage: giji {verb}'))
            self.assertEqual(self.giji(verb, '--help')[0], page)

    def test_pages_fit_a_terminal(self):
        for args in (['help'], ['help', 'parse'], ['help', 'explain'], ['help', 'detect'],
                     ['help', 'grammar']):
            self.assertLessEqual(max(map(len, self.giji(*args)[0].splitlines())), 100)

    def test_version(self):
        out = self.giji('--version')[0]
        self.assertRegex(out, r'^giji \d+\.\d+\.\d+ \(writes giji/1\)\n')
        for library in ('ICU', 'PCRE2', 'libxml2', 'jansson', 'nettle'):
            self.assertIn(library, out)

    # ---- wrong usage

    def test_wrong_usage(self):
        for args, says in (
                ([], 'what to do'),
                (['pares', 'first.txt'], "did you mean 'parse'"),
                (['zzzzzzzzzz'], "no verb 'zzzzzzzzzz'\n"),
                (['--to', 'json'], 'a verb comes before options'),
                (['parse', '--compat', 'first.txt'], "did you mean '--compact'"),
                (['parse', '-z', 'first.txt'], "unknown option '-z'"),
                (['parse', '--to', 'jsno', 'first.txt'], "did you mean 'json'"),
                (['parse', '--to'], "'--to' needs a value"),
                (['parse', '--quiet=yes'], "'--quiet' takes no value"),
                (['parse', '--severity', 'fatal'], 'note, warning or error'),
                (['parse', '--encoding', 'latin-1', 'first.txt'], 'latin-1'),
                (['parse', '--grammar', 'no-such-form', 'first.txt'], 'no-such-form'),
                (['parse', '--to', 'ndjson', '--pretty', 'first.txt'], '--pretty'),
                (['parse', '--to', 'xml', 'first.txt', 'second.txt'], '--output FOLDER/'),
                (['parse', '-', '-'], 'only once'),
                (['detect', '-', 'first.txt', '-'], 'only once'),
                (['detect', '--to', 'jsno', 'first.txt'], "did you mean 'json'"),
                (['detect', '--encoding', 'latin-1', 'first.txt'], 'latin-1'),
                (['detect', '--explian', 'first.txt'], "did you mean '--explain'"),
                (['parse', '-o', 'first.txt', 'first.txt'], 'one of the inputs'),
                (['explain', '--color', 'alwys', 'first.txt'], "did you mean 'always'"),
                (['explain', 'first.txt:0'], 'lines count from 1'),
                (['explain', 'first.txt:5-3'], 'FILE:FROM-TO'),
                (['grammar'], 'list, check'),
                (['grammar', 'chek'], "did you mean 'check'"),
                (['grammar', 'check'], 'needs the grammar files'),
                (['grammar', 'list', 'more'], "'more'"),
                (['grammar', 'new'], 'needs a dump'),
                (['grammar', 'new', '--id', 'our town', 'first.txt'], "'our town'"),
                (['grammar', 'new', '--id', '.town', 'first.txt'], "'.town'"),
                (['help', 'grammar', 'list'], "Try 'giji help grammar'"),
                (['help', 'pares'], "did you mean 'parse'")):
            with self.subTest(args):
                out, err = self.giji(*args, status=2)
                self.assertEqual(out, '')
                self.assertIn(says, err)
        self.assertEqual(self.read('first.txt'), MINUTES.encode())

    # ---- inputs and outputs

    def test_standard_input(self):
        given = MINUTES.encode()
        from_pipe = self.giji('parse', given=given)[0]
        self.assertEqual(from_pipe, self.giji('parse', '-', given=given)[0])
        self.assertEqual(json.loads(from_pipe)['source']['name'], '-')
        record = json.loads(self.giji('parse', 'first.txt')[0])
        self.assertEqual(record['body'], json.loads(from_pipe)['body'])

    def test_order_of_arguments(self):
        want = self.giji('parse', '--to', 'json', '--pretty', 'first.txt')[0]
        for args in (['first.txt', '--pretty', '--to=json'], ['-ptjson', 'first.txt'],
                     ['-p', '-t', 'json', '--', 'first.txt']):
            self.assertEqual(self.giji('parse', *args)[0], want)

    def test_a_name_that_begins_with_a_hyphen(self):
        self.write('-name.txt', MINUTES)
        self.assertIn('-name.txt', self.giji('parse', '--', '-name.txt')[0])

    def test_layout(self):
        compact = self.giji('parse', 'first.txt')[0]
        self.assertEqual(compact.count('\n'), 1)
        self.assertEqual(self.giji('parse', '--compact', 'first.txt')[0], compact)
        pretty = self.giji('parse', '--pretty', 'first.txt')[0]
        self.assertGreater(pretty.count('\n'), 10)
        self.assertEqual(json.loads(pretty), json.loads(compact))

    def test_ndjson(self):
        lines = self.giji('parse', '--to', 'ndjson', 'first.txt', 'second.txt')[0].splitlines()
        names = [json.loads(line)['source']['name'] for line in lines]
        self.assertEqual(names, ['first.txt', 'second.txt'])

    def test_xml(self):
        self.giji('parse', '--to', 'xml', '-o', 'record.xml', 'first.txt')
        run = subprocess.run(['xmllint', '--noout', '--relaxng', SCHEMA_XML,
                              self.path('record.xml')], capture_output=True, check=False)
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_one_bad_file_of_several(self):
        self.write('bad.txt', b'%PDF-1.7\n\x00\x01\x02\xff\xfe' * 200)
        out, err = self.giji('parse', '--to', 'ndjson', 'first.txt', 'bad.txt', 'missing.txt',
                             'second.txt', status=1)
        self.assertEqual(len(out.splitlines()), 2)
        self.assertIn('bad.txt: error:', err)
        self.assertIn('missing.txt: error:', err)

    def test_bad_files(self):
        os.mkdir(self.path('folder'))
        self.write('locked.txt', MINUTES)
        os.chmod(self.path('locked.txt'), 0)
        names = ['folder', 'missing.txt', 'first.txt/'] + (['locked.txt'] if os.geteuid() != 0 else [])
        for name in names:
            with self.subTest(name):
                out, err = self.giji('parse', name, status=1)
                self.assertEqual(out, '')
                self.assertIn(f'{name}: error: ', err)
        self.assertTrue(self.giji('parse', '', status=1)[1].startswith("'': error: "))
        self.assertIn('giji parse FOLDER/*.txt', self.giji('parse', 'folder', status=1)[1])
        self.assertIn('<stdin>: error: ', self.giji('parse', given=b'\x7fELF\0\0\0\1' * 64,
                                                    status=1)[1])

    def test_empty_file(self):
        self.write('empty.txt', b'')
        out, err = self.giji('parse', 'empty.txt')
        self.assertEqual(json.loads(out)['body'], [])
        self.assertIn('[empty]', err)
        self.assertEqual(self.giji('parse', '--quiet', 'empty.txt')[1], '')
        self.assertEqual(self.giji('parse', '--severity', 'error', 'empty.txt')[1], '')

    def test_diagnostics_point(self):
        self.write('broken.txt', MINUTES.encode() + '● 質問'.encode() + b'\xff\n')
        err = self.giji('parse', 'broken.txt')[1]
        place = re.search(r'^broken\.txt:5:5: warning: .*\[invalid-bytes\]\n *5 \| (.*)\n *\| (.*)$',
                          err, re.M)
        self.assertTrue(place, err)
        self.assertEqual(place[2].index('^'), err_width('● 質問'), err)

    # ---- --output

    def test_output_file(self):
        want = self.giji('parse', 'first.txt')[0]
        self.assertEqual(self.giji('parse', '-o', 'record.json', 'first.txt')[0], '')
        self.assertEqual(self.read('record.json').decode(), want)
        self.no_leftovers('first.txt', 'second.txt', 'record.json')

    def test_output_stays_where_nothing_comes(self):
        self.write('record.json', 'what was there')
        self.giji('parse', '-o', 'record.json', 'missing.txt', status=1)
        self.assertEqual(self.read('record.json'), b'what was there')
        self.no_leftovers('first.txt', 'second.txt', 'record.json')

    def test_output_keeps_mode_and_link(self):
        self.write('target.json', 'old')
        os.chmod(self.path('target.json'), 0o640)
        os.symlink('target.json', self.path('link.json'))
        self.giji('parse', '-o', 'link.json', 'first.txt')
        self.assertTrue(os.path.islink(self.path('link.json')))
        self.assertEqual(os.stat(self.path('target.json')).st_mode & 0o777, 0o640)
        json.loads(self.read('target.json'))

    def test_output_folder(self):
        self.giji('parse', '--to', 'xml', '--output', 'records/', 'first.txt', 'second.txt')
        self.assertEqual(sorted(os.listdir(self.path('records'))), ['first.xml', 'second.xml'])
        self.giji('parse', '--output', 'records', 'first.txt')
        json.loads(self.read('records/first.json'))

    def test_output_folder_in_folders(self):
        for folder in ('a/b//c/', self.path('d/e/'), 'a/b/'):
            self.giji('parse', '--output', folder, 'first.txt')
            json.loads(self.read(os.path.join(folder, 'first.json')))
        self.assertIn('first.txt/a/: error: cannot make the folder: ',
                      self.giji('parse', '--output', 'first.txt/a/', 'second.txt', status=1)[1])

    def test_output_folder_clash(self):
        os.mkdir(self.path('more'))
        self.write('more/first.txt', OTHER)
        err = self.giji('parse', '--output', 'records/', 'first.txt', 'more/first.txt',
                        status=2)[1]
        self.assertIn('would both be records/first.json', err)
        self.assertFalse(os.path.exists(self.path('records')))
        self.write('same.json', MINUTES)
        self.assertIn('take its place', self.giji('parse', '-o', '.', 'same.json', status=2)[1])
        self.assertEqual(self.read('same.json'), MINUTES.encode())

    def test_output_cannot_be_written(self):
        self.assertIn('no/record.json: error: cannot write: No such file',
                      self.giji('parse', '-o', 'no/record.json', 'first.txt', status=1)[1])

    # ---- outputs that are no files, and an end before the end

    def test_output_that_is_no_file(self):
        want = self.giji('parse', 'first.txt')[0]
        self.assertEqual(self.giji('parse', '-o', '/dev/stdout', 'first.txt')[0], want)
        with open(self.path('log'), 'wb') as log:
            for _ in range(2):
                self.run_giji('parse', '-q', '-o', '/dev/stdout', 'first.txt', stdout=log)
        self.assertEqual(self.read('log').decode(), 2 * want)
        os.remove(self.path('log'))
        self.giji('parse', '-o', '/dev/null', 'first.txt')
        os.mkfifo(self.path('fifo'))
        with self.start_giji('parse', '-q', '-o', 'fifo', 'first.txt'):
            self.assertEqual(self.read('fifo').decode(), want)
        self.no_leftovers('fifo', 'first.txt', 'second.txt')

    # ---- explain

    def explain(self, *args, **more):
        return self.giji('explain', '--grammar', 'council-table', *args, **more)[0]

    def test_explain_a_file(self):
        lines = self.explain('first.txt').splitlines()
        self.assertEqual(lines[0], 'first.txt: UTF-8, read by council-table')
        self.assertRegex(lines[1], r'^1  header +fields +field name +会議の名称$')
        self.assertRegex(lines[-1], r'^4  header +- +\+ field date +○ 委員から質問があった。$')
        self.assertEqual(self.explain(given=MINUTES.encode()).splitlines()[1:], lines[1:])
        self.assertIn('no form recognised', self.giji('explain', 'first.txt')[0].splitlines()[1])

    def test_explain_a_line(self):
        card = self.explain('first.txt:1')
        self.assertRegex(card, r'^first\.txt:1:1\n  segment +a cell.*\n'
                               r'  section +header of council-table\n'
                               r'  rule +fields \(.*\n  became +header field .name.\n')
        marks = re.search(r'\n  line 1 +\| (.*)\n  label +\| (~+)\n', card)
        self.assertEqual(err_width(marks[1]), len(marks[2]))
        self.assertIn('first.txt:3: blank', self.explain('first.txt:3'))
        for name in ('first.txt:1:9', 'first.txt:1-1', '-:1'):
            again = self.explain(name, given=MINUTES.encode())
            self.assertEqual(again.replace('<stdin>', 'first.txt'), card)

    def test_explain_fits_a_terminal(self):
        self.write('long.txt', '会議経過\n(1) ' + '長い' * 300 + '。\n')
        for args in (['long.txt'], ['long.txt:2', '--all']):
            lines = self.explain(*args).splitlines()
            self.assertLessEqual(max(map(err_width, lines)), 101)

    def test_explain_all_rules(self):
        few, every = (self.explain(*args) for args in (['first.txt:4'], ['-a', 'first.txt:4']))
        self.assertIn('(--all)', few)
        self.assertNotIn('(--all)', every)
        rules = int(re.search(r"none of the section's (\d+)", every)[1])
        self.assertEqual(len(re.findall(r'^ +\d+ \S+ +\| ', every, re.M)), rules)

    def test_explain_colours(self):
        plain = self.explain('first.txt:1')
        for args in ([], ['--color', 'auto'], ['--color=never']):
            self.assertEqual(self.explain('first.txt:1', *args), plain)
        self.assertNotIn('\x1b', plain)
        coloured = self.explain('--color', 'always', 'first.txt:1')
        self.assertIn('\x1b[', coloured)
        self.assertEqual(re.sub(r'\x1b\[[0-9;]*m', '', coloured), plain)
        self.write('escape.txt', MINUTES.encode() + b'\x1b[31mred\n')
        for name in ('escape.txt', 'escape.txt:5'):
            self.assertNotIn('\x1b', self.explain(name))

    def test_explain_checks_all_lines_first(self):
        out, err = self.giji('explain', 'first.txt', 'second.txt:0', status=2)
        self.assertEqual(out, '')
        self.assertIn('lines count from 1', err)
        out = self.giji('explain', 'no-such.txt', 'first.txt', status=1)[0]
        self.assertTrue(out.startswith('first.txt: '))

    def test_explain_what_is_not_there(self):
        err = self.giji('explain', 'first.txt:6', status=1)[1]
        self.assertEqual(err, 'first.txt: error: there is no line 6: it has 4 lines\n')
        for name in ('missing.txt', 'missing.txt:3'):
            self.assertIn('missing.txt: error: cannot read', self.giji('explain', name, status=1)[1])
        out = self.giji('explain', 'missing.txt', 'second.txt', status=1)[0]
        self.assertIn('second.txt: UTF-8', out)

    def test_explain_a_name_like_a_line(self):
        self.write('first.txt:3', OTHER)
        self.assertIn('第２回', self.giji('explain', 'first.txt:3')[0])
        self.assertIn('first.txt:3:3:1\n', self.giji('explain', 'first.txt:3:3')[0])

    # ---- surroundings

    def test_no_control_characters_reach_the_terminal(self):
        self.write('escape.txt', MINUTES.encode() + b'\x1b[31m\xff\n')
        self.assertNotIn('\x1b', self.giji('parse', 'escape.txt')[1])

    def test_arguments_do_not_reach_the_terminal_as_they_are(self):
        wrong = b'\x1b[31m\xff\xe3\x81'
        for args in ([wrong], [b'parse', b'--' + wrong], [b'parse', b'-\x1b'], [b'parse', b'--to', wrong],
                     [b'help', b'parse', wrong], [b'grammar', b'list', wrong]):
            err = self.giji(*args, status=2)[1]
            self.assertNotIn('\x1b', err)
        self.assertIn("unknown option '-語'", self.giji('parse', '-語', status=2)[1])
        self.write(b'\x1b\xff.xml', GENERAL)
        self.assertIn('\ufffd.xml: good', self.giji('grammar', 'check', b'\x1b\xff.xml')[1])

    # ---- detecting the form

    def detect(self, *args):
        return [json.loads(line) for line in
                self.giji('detect', '--to', 'ndjson', *args)[0].splitlines()]

    def test_detect(self):
        line = r'council-table +UTF-8 +\d+\.\d\d of 2\.50; next [a-z-]+ -?\d+\.\d\d of \d+\.\d\d\n'
        self.write('table.txt', TABLE)
        self.write('notes.txt', '買い物のメモ。\n')
        out, err = self.giji('detect', 'table.txt')
        self.assertRegex(out, '^table\\.txt:  ' + line)
        self.assertEqual(err, '')
        self.assertRegex(self.giji('detect', given=TABLE.encode('cp932'))[0],
                         '^<stdin>:  ' + line.replace('UTF-8', 'CP932'))
        lines = self.giji('detect', 'notes.txt', 'table.txt', '-')[0].splitlines()
        self.assertRegex(lines[0], '^notes\\.txt:  plain +UTF-8 +no form')
        self.assertEqual(lines[0].index('UTF-8'), lines[1].index('UTF-8'))
        self.assertRegex(lines[2], '^<stdin>:    plain ')

    def test_detect_says_what_parse_does(self):
        self.write('table.txt', TABLE)
        for name in ('table.txt', 'first.txt', 'second.txt'):
            record = json.loads(self.giji('parse', '-q', name)[0])
            found = self.detect(name)[0]
            self.assertEqual(found['grammar'], record['grammar'])
            self.assertEqual(found['source']['encoding'], record['source']['encoding'])
            self.assertEqual(found['recognised'], record['grammar']['score'] > 0)

    def test_detect_explains(self):
        self.write('table.txt', TABLE.encode('cp932'))
        out = self.giji('detect', '--explain', 'table.txt')[0]
        self.assertRegex(out, r'\n  council-table \S+ of 2\.50\n')
        self.assertRegex(out, r'\n +\+1\.50 = +2 x \+0\.75  label-row +line 1: 会議の名称 第１回')
        best = self.detect('table.txt')[0]['candidates'][0]
        self.assertEqual(best['score'], sum(sign['sum'] for sign in best['signs']))
        for sign in best['signs']:
            start, end = sign['span']
            self.assertEqual(TABLE.encode('cp932')[start:end].decode('cp932'), sign['text'])
            line = TABLE.splitlines()[sign['line'] - 1]
            self.assertEqual(line[sign['column'] - 1:], sign['text'] + sign['rest'])

    def test_detect_bad_files(self):
        os.mkdir(self.path('folder'))
        self.write('bad.txt', b'%PDF-1.7\n\x00\x01\x02\xff\xfe' * 200)
        out, err = self.giji('detect', 'bad.txt', 'first.txt', 'missing.txt', 'folder', status=1)
        self.assertEqual(len(out.splitlines()), 1)
        for name in ('bad.txt', 'missing.txt', 'folder'):
            self.assertIn(f'{name}: error: ', err)
        self.assertIn('giji detect FOLDER/*.txt', err)

    def test_detect_is_not_fooled_by_one_line(self):
        line = '※委員意見及び公園課の回答 ○「公園」について、「可」とする。\n'
        self.write('line.txt', '買い物のメモ。\n' + line + '明日は雨。\n')
        out = self.giji('detect', 'line.txt')[0]
        self.assertRegex(out, r'no form; nearest council-table 3\.00 of 2\.50, but it hangs on line 2\n')
        self.assertEqual(self.detect('line.txt')[0]['candidates'][0]['hangs_on'], 2)
        self.assertIn('hangs on line 2', self.giji('parse', 'line.txt')[1])

    def test_detect_form_of_last_rank(self):
        self.write('table.txt', TABLE)
        self.write('other.txt', '会議について\n議題について\n')
        self.write('general.xml', GENERAL)
        table, other = self.detect('--grammars', 'general.xml', 'table.txt', 'other.txt')
        self.assertEqual(table['grammar']['id'], 'council-table')
        general = next(c for c in table['candidates'] if c['grammar'] == 'general')
        self.assertTrue(general['fits'] and general['last'])
        self.assertGreater(general['score'], table['candidates'][0]['score'])
        self.assertEqual(other['grammar']['id'], 'general')
        self.assertIn('taken only where no other form fits',
                      self.giji('detect', '-x', '-G', 'general.xml', 'other.txt')[0])

    def test_detect_line_ends_do_not_matter(self):
        for name, end in (('lf', '\n'), ('crlf', '\r\n'), ('cr', '\r')):
            self.write(name, TABLE.replace('\n', end))
        found = [self.detect(name)[0]['candidates'] for name in ('lf', 'crlf', 'cr')]
        scores = [[(c['grammar'], c['score']) for c in candidates] for candidates in found]
        self.assertEqual(scores[0], scores[1])
        self.assertEqual(scores[0], scores[2])

    # ---- grammars

    def test_grammar_list(self):
        lines = self.giji('grammar', 'list')[0].splitlines()
        self.assertRegex(lines[0], r'^ID +VERSION +TITLE +FILE$')
        self.assertIn('built in', lines[1])

    def test_grammar_check(self):
        self.write('broken.xml', '<grammar id="a">\n  <titel/>\n</grammar>\n')
        err = self.giji('grammar', 'check', 'broken.xml', 'missing.xml', status=1)[1]
        self.assertIn('broken.xml:', err)
        self.assertIn('missing.xml', err)
        self.assertRegex(err, r'\n\d+ findings?\n$')
        err = self.giji('parse', '--grammars', 'broken.xml', 'first.txt', status=1)[1]
        self.assertIn('broken.xml:', err)


    # ---- grammar new and grammar check with dumps

    def turns(self, *args):
        """The turns of the record, in order."""
        record = json.loads(self.giji('parse', '--quiet', *args)[0])

        def walk(blocks):
            for block in blocks:
                yield block
                yield from walk(block.get('blocks', []))
        return [block for block in walk(record['body']) if block['type'] == 'turn']

    def test_blocks_stand_in_the_order_of_the_dump(self):
        """An act within a turn stands under no turn that something else has come behind."""
        self.write('town.xml', """<grammar xmlns="urn:giji:grammar:1" id="town" version="1.0">
<title>t</title><about>a</about>
<section id="body">
<rule id="end" type="heading" goto="end"><pattern>以上</pattern><sample>以上</sample></rule>
<rule id="turn" type="turn" role="statement"><pattern>○</pattern><sample>○ はい。</sample></rule>
</section>
<section id="end" otherwise="closing">
<rule id="act" type="action" within="turn"><pattern>（.*）$</pattern><sample>（拍手）</sample></rule>
</section>
</grammar>
""")
        self.write('acts.txt', '○ はい。\n以上\n\n署名する。\n（拍手）\n署名した。\n（拍手）\n')
        body = json.loads(self.giji('parse', '-q', '-G', 'town.xml', '-g', 'town', 'acts.txt')[0])['body']
        self.assertEqual([block['type'] for block in body],
                         ['turn', 'heading', 'closing', 'action', 'closing', 'action'])

    def test_new_grammars_are_good(self):
        """Whatever the dump is, its grammar passes the check."""
        made = []
        some = re.compile(r'/(grammar-new/\w+|council-\w+|people|lost-marks|markup-soup|cp932-table|'
                          r'broken-utf8|control-characters|empty|no-minutes|plain-report|'
                          r'assembly-(plenary|marks)|diet-1947)$')
        for folder, _, files in sorted(os.walk(TESTDATA)):
            for dump in files if some.search(folder) else []:
                if not dump.endswith('.txt'):
                    continue
                for more in ([], ['--alone']):
                    made.append(f'{len(made)}.xml')
                    self.giji('grammar', 'new', '--id', 'town', '-o', made[-1], *more,
                              os.path.join(folder, dump))
        self.assertGreater(len(made), 30)
        self.giji('grammar', 'check', *made)

    def test_new_grammars_read_turns(self):
        """The labels, and the roles, that the drafts give without any change."""
        cases = {
            'colon': ['公園係長', '丘野会長', '建設課長', '小石委員', '公園係長', '瀬戸委員',
                      '建設課長', '浜中副会長', '建設課長', '丘野会長', '公園係長'],
            'table': ['丘野座長', '環境課長', '浜中委員', '環境課長', '小石委員', '環境課長',
                      '丘野座長'],
            'voices': ['☆', '▲'] * 4,
            'near': ['◆', '◇'] * 4,
            'nobody': [],
        }
        for name, want in cases.items():
            with self.subTest(case=name):
                dump = os.path.join(TESTDATA, 'grammar-new', name, 'minutes.txt')
                more = [] if name == 'near' else ['--alone']
                self.giji('grammar', 'new', '--id', 'town', '-f', '-o', 'town.xml', *more, dump)
                turns = self.turns('-G', 'town.xml', '-g', 'town', dump)
                have = [t['speaker']['label'] if 'speaker' in t else t['marker'] for t in turns]
                kept = [a for a, b in zip(have, [None] + have) if a != b]
                self.assertEqual(kept, want)
                if name in ('voices', 'near'):
                    self.assertEqual([t['role'] for t in turns], ['question', 'answer'] * 4)

    def test_new_grammar_is_chosen(self):
        """Added, the draft is chosen for its dump, before the form that it includes."""
        for name in ('colon', 'near', 'table', 'voices'):
            dump = os.path.join(TESTDATA, 'grammar-new', name, 'minutes.txt')
            for more in ([], ['--alone']):
                self.giji('grammar', 'new', '--id', 'town', '-f', '-o', 'town.xml', *more, dump)
                record = json.loads(self.giji('parse', '-q', '-G', 'town.xml', dump)[0])
                self.assertEqual(record['grammar']['id'], 'town', name)

    def test_new_grammar_keeps_files(self):
        self.write('town.xml', 'mine')
        err = self.giji('grammar', 'new', '-o', 'town.xml', 'first.txt', status=1)[1]
        self.assertIn('--force', err)
        self.assertEqual(self.read('town.xml'), b'mine')
        self.giji('grammar', 'new', '--force', '-o', 'town.xml', 'first.txt')
        self.assertIn(b' id="town" ', self.read('town.xml'))
        self.assertIn(' id="our-town" ', self.giji('grammar', 'new', '-', given=TABLE.encode())[0])
        self.giji('grammar', 'new', '-o', 'other.xml', 'first.txt', 'no-such.txt', status=1)
        self.no_leftovers('first.txt', 'second.txt', 'town.xml')

    def test_new_grammar_of_odd_names(self):
        """Hyphens in pairs would end the comment that the draft begins with."""
        self.write('mid--town-.txt', TABLE)
        self.giji('grammar', 'new', '-o', 'mid--town-.xml', 'mid--town-.txt')
        self.giji('grammar', 'check', 'mid--town-.xml')
        self.assertIn(b' id="mid--town-" ', self.read('mid--town-.xml'))

    def test_new_grammar_of_odd_text(self):
        """What XML and patterns give a meaning is text in a dump."""
        self.write('odd.txt', '会議名：「<a> & b」会 -- c\n<!-- 注 -->：--\n' + ''.join(
            f'[*+?{i}] {{{{digit}}}}\\E$ (a|b) --> 委員<&">：よいですか。\n[*+?{i}]：]]> \x01 です。\n'
            for i in range(9)))
        for more in ([], ['--alone']):
            self.giji('grammar', 'new', '-f', '-o', 'odd.xml', *more, 'odd.txt')
            self.giji('grammar', 'check', 'odd.xml')

    def test_new_grammar_of_a_form(self):
        out = self.giji('grammar', 'new', '--grammar', 'council-labels', 'first.txt')[0]
        self.assertIn('<include file="council-labels.xml"/>', out)
        out = self.giji('grammar', 'new', '--alone', 'first.txt')[0]
        self.assertIn('<include file="common.xml"/>', out)

    def test_check_with_dumps(self):
        dump = os.path.join(TESTDATA, 'grammar-new', 'colon', 'minutes.txt')
        self.giji('grammar', 'new', '--alone', '--id', 'town', '-o', 'town.xml', dump)
        self.write('more.txt', '会議経過\n丘野会長：始めます。\n\n■ 資料の一\n' + '\n\n○○○' * 30)
        err = self.giji('grammar', 'check', 'town.xml', '--dump', 'more.txt')[1]
        self.assertIn("note: rule 'colon-answers' claims nothing in the dumps", err)
        self.assertIn('town.xml: good\n', err)
        self.assertRegex(err, r'town\.xml: \d+ of its \d+ rules and \d+ of \d+ included ones')
        self.assertIn('1 turns, 1 of them of known speakers', err)
        self.giji('grammar', 'check', 'town.xml', '--dump', 'no-such.txt', status=1)

    def test_check_tells_of_overlaps_and_unclaimed_lines(self):
        self.write('town.xml', TOWN)
        self.write('minutes.txt', '●● 二か。\n● 一か。\n' + '\nだれのでもない。\n' * 30)
        err = self.giji('grammar', 'check', 'town.xml')[1]
        self.assertIn("rule 'two' claims 1 sample that rule 'one' (town.xml:5) behind it matches", err)
        err = self.giji('grammar', 'check', 'town.xml', '-d', 'minutes.txt')[1]
        self.assertIn("minutes.txt:1: note: rule 'two' claims 1 line that rule 'one'", err)
        self.assertEqual(err.count('no rule claims this'), 20)
        self.assertIn('10 more lines are claimed by no rule', err)
        self.assertIn('30 of 32 lines are claimed by no rule', err)

    def test_includes_from_added_grammars(self):
        """What --grammars adds may be included from elsewhere, too."""
        os.mkdir(self.path('shared'))
        library = TOWN.replace('<grammar', '<library').replace('</grammar', '</library')
        library = re.sub(r' version="1.0"|<about>.*</about>', '', library)
        self.write('shared/ours.xml', library)
        self.write('our.xml', '<grammar xmlns="urn:giji:grammar:1" id="our" version="1.0">'
                              '<title>t</title><about>a</about><include file="ours.xml"/></grammar>')
        err = self.giji('grammar', 'check', 'our.xml', status=1)[1]
        self.assertIn("there is no file 'ours.xml' to include", err)
        for place in ('shared', 'shared/ours.xml'):
            self.giji('grammar', 'check', '-G', place, 'our.xml')
            self.assertEqual(len(self.giji('grammar', 'list', '-G', place, '-G', 'our.xml')[0]
                                 .split('our.xml')), 2)


def err_width(text):
    """Columns of a terminal for the characters of these tests."""
    return sum(1 if ord(char) < 0x2000 or char == '●' else 2 for char in text)


if __name__ == '__main__':
    SCHEMA_XML = os.path.abspath(sys.argv.pop(2))
    program.main()

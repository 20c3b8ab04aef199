#!/usr/bin/env python3
"""Makes what the fuzzers start from, out of the golden cases.

    seeds.py SOURCE OUTPUT

SOURCE is the root of the source tree. In the folder OUTPUT:
    pieces.c             lines, markers and dumps for structured_mutator.c
    FUZZER.dict          libFuzzer's dictionary: marks, tags, escapes; words of grammars; options
    seeds/FUZZER/        what each begins with
A file that would not change is not written.
"""
import glob
import hashlib
import os
import re
import shlex
import sys

LARGEST_SEED = 16384

LABEL = re.compile(r'^[ \u3000]*([\[(（［【〔<〈][^\])）］】〕>〉\n]{1,12}[\])）］】〕>〉][:：]?|[^\s\w。、「」]{1,2})')
HEADER_LABEL = re.compile(r'<label>([^<]{1,16})</label>')
SAMPLE = re.compile(r'<sample[^>]*>([^<\n]{1,200})</sample>')
OPTION = re.compile(r'--[a-z][a-z-]*')
GRAMMAR_WORD = re.compile(r'(?:name="([a-z-]+)"|<value>([^<]+)</value>)')

TAGS = ['<p>', '</p>', '<br>', '<br/>', '<ul>', '<li>', '</li>', '<td>', '<span class="x">', '</div>', '<b>', '<ruby>']
ENTITIES = ['&amp;', '&lt;', '&gt;', '&nbsp;', '&#9679;', '&#x25CB;', '&#0;', '&#xFFFF;', '&bogus;']
PIECES = ['・・・', '○', '◯', '〇', '●', '◆', '◎', '→', '※', '　', '\t', '君）', '議長', '委員長', '（「異議なし」と呼ぶ者あり）',
          '〔登壇〕', '午後２時３０分', '令和３年７月１６日（金）', '第１号議案', '(1)', 'ア', '①', '- 3 -', '\f', '以上', '休憩', '再開',
          '御異議なしと認めます。よって、原案のとおり可決されました。']
ESCAPES = [b'\x1b$B', b'\x1b(B', b'\x1b(J', b'\x1b$@', b'\x1b(I', b'\x0e', b'\x0f', b'\xef\xbb\xbf', b'\xff\xfe', b'\xfe\xff',
           b'\x81\x40', b'\xa1\xa1', b'\x8e\xb1', b'\x8f\xa1\xa1', b'\xed\xa0\x80', b'\xf0\x9f\x98\x80', b'\xcc\x80',
           b'\xe3\x82\x99', b'\x00', b'\xc2\x85', b'\xe2\x80\x8b', b'\xf4\x8f\xbf\xbf', b'\x0d\x0a', b'\x3d\xd8\x00\xde']
GRAMMAR_PIECES = ['{{', '}}', "(?'text'", "(?'label'", "(?'rest'", "(?'marker'", '(?:', '(?=', '(?!', '(?<=', '(?<!', '\\s*', '.*', '.*?',
                  '[^、。]{1,20}', '\\p{Han}', '(?m)^', '$', '+', '?', '|', '(a|a)*', '(?R)', '\\K', '(?(DEFINE)', '\\1', '(*VERB)',
                  '<![CDATA[', ']]>', '<!--', '-->', '&amp;', '&lt;', '<!DOCTYPE', '<!ENTITY', '==> dump <==\n', '==> b.xml <==\n',
                  'xmlns="urn:giji:grammar:1"', '/>', '</']
ARGUMENTS = [
    '', 'help', 'help\nparse', 'help\nnope', '--version', '-V', '-h', 'parse', 'parse\n-', 'prase\nin/a.txt', 'parse\nin/a.txt', 'parse\n-tndjson\nin/a.txt\nin/b.txt',
    'parse\n--to=xml\n-p\nin/a.txt', 'parse\n-oout/\nin/a.txt\nin/b.txt', 'parse\n--output\nout/x.json\nin/a.txt', 'parse\n-xq\nin/a.txt',
    'parse\n-G\nin/c.xml\n-g\nclub\nin/a.txt', 'parse\n-G\nin/d.xml\nin/a.txt', 'parse\n-G\nin/\nin/a.txt', 'parse\n-ecp932\nin/b.txt',
    'parse\n-enope\nin/b.txt', 'parse\n-gnope\nin/a.txt', 'parse\n-snote\n-v\nin/a.txt', 'parse\n--\n-x', 'parse\nin/', 'parse\nno-such-file',
    'parse\n-p\n-tndjson', 'parse\n-\n-', 'detect\nin/a.txt\nin/b.txt', 'detect\n--explain\nin/a.txt', 'detect\n--to\nndjson\nin/b.txt', 'detect\n-',
    'explain\nin/a.txt', 'explain\n-Gin/c.xml\n-gclub\nin/a.txt:24', 'explain\n-a\nin/a.txt:1-99', 'explain\n-:3', 'explain\nin/a.txt:0',
    'explain\nin/a.txt:9-3', 'explain\n--color=always\nin/a.txt:5:2', 'grammar', 'grammar\nlist', 'grammar\nlist\n-Gin/c.xml', 'grammar\ncheck\nin/c.xml',
    'grammar\ncheck\nin/d.xml\nin/no.xml', 'grammar\nnope', 'grammar\nnew\nin/a.txt', 'parse\n-o\nin/a.txt\nin/a.txt', 'parse\n-o\nout/a/b/\nin/a.txt',
]


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, data):
    if os.path.exists(path) and read(path) == data:
        return
    with open(path, 'wb') as file:
        file.write(data)


def write_seeds(folder, seeds):
    """The seeds, named by what they hold, and nothing else in the folder."""
    os.makedirs(folder, exist_ok=True)
    named = {hashlib.sha1(seed).hexdigest()[:16]: seed for seed in seeds if len(seed) <= LARGEST_SEED}
    for old in set(os.listdir(folder)) - set(named):
        os.remove(os.path.join(folder, old))
    for name, seed in named.items():
        write(os.path.join(folder, name), seed)


def write_dictionary(path, words):
    """libFuzzer takes words of up to 64 bytes."""
    lines = []
    for word in dict.fromkeys(words):
        data = word if isinstance(word, bytes) else word.encode('utf-8')
        if 0 < len(data) <= 64:
            lines.append('"' + ''.join(f'\\x{byte:02X}' for byte in data) + '"')
    write(path, ('\n'.join(lines) + '\n').encode('ascii'))


# ---- the golden cases ------------------------------------------------------------------------------

def texts(source):
    """The dumps of all cases that are UTF-8."""
    for path in sorted(glob.glob(os.path.join(source, 'testdata', '**', '*.txt'), recursive=True)):
        try:
            yield read(path).decode('utf-8')
        except UnicodeError:
            continue


def dumps(source):
    """Every case's bytes."""
    return [read(path) for path in
            sorted(glob.glob(os.path.join(source, 'testdata', '**', 'input.*'), recursive=True))]


def encoded(text):
    """The text in the other encodings, by the option that names them."""
    for option, codec in ((b'2', 'cp932'), (b'3', 'euc_jp'), (b'4', 'iso2022_jp'), (b'6', 'utf-16-le'), (b'7', 'utf-16-be')):
        try:
            yield option, text.encode(codec)
        except UnicodeError:
            continue


def dump_seeds(source):
    for number, data in enumerate(dumps(source)):
        yield b'00' + bytes([ord('0') + number % 8]) + data
    for text in texts(source):
        if len(text) < 400:
            for option, data in encoded(text):
                yield option + b'00' + data
                yield b'001' + data


def structured_seeds(source):
    for number, text in enumerate(texts(source)):
        yield b'10' + (b'3' if number % 8 == 0 else b'01'[number % 2:][:1]) + text.encode('utf-8')


def grammars(source):
    """Grammar files with what lies beside them, as fuzz_unpack wants it."""
    for path in sorted(glob.glob(os.path.join(source, 'tests', 'grammars', '*', 'grammar.xml'))):
        folder = os.path.dirname(path)
        beside = [name for name in sorted(os.listdir(folder)) if name.endswith('.xml') and name != 'grammar.xml']
        yield read(path) + b''.join(b'\n==> %s <==\n' % name.encode() + read(os.path.join(folder, name)) for name in beside)
    for path in sorted(glob.glob(os.path.join(source, 'grammars', '*.xml')) +
                       glob.glob(os.path.join(source, 'testdata', '*', '*.xml')) +
                       glob.glob(os.path.join(source, 'tests', 'grammars', 'good', '*.xml'))):
        if not os.path.basename(path).startswith('expected'):
            yield read(path)


def grammar_dump_seeds(source):
    small = [text.encode('utf-8') for text in texts(source) if len(text) < 1500]
    for number, grammar in enumerate(grammars(source)):
        yield grammar + b'\n==> dump <==\n' + small[number % len(small)]
    for path in sorted(glob.glob(os.path.join(source, 'testdata', '*', '*.xml'))):
        for dump in sorted(glob.glob(os.path.join(os.path.dirname(path), '*.txt'))):
            if not os.path.basename(path).startswith('expected'):
                yield read(path) + b'\n==> dump <==\n' + read(dump)


def argument_seeds(source):
    yield from (seed.encode('utf-8') for seed in ARGUMENTS)
    for path in sorted(glob.glob(os.path.join(source, 'testdata', '*', 'command'))):
        words = shlex.split(read(path).decode('utf-8'))
        yield '\n'.join(re.sub(r'.*/', 'in/', word) for word in words).encode('utf-8')


# ---- words and pieces ------------------------------------------------------------------------------

def markers(source):
    found = {}
    for text in texts(source):
        for line in text.splitlines():
            match = LABEL.match(line)
            if match:
                found[match.group(1)] = True
    for path in sorted(glob.glob(os.path.join(source, 'grammars', '*.xml'))):
        for label in HEADER_LABEL.findall(read(path).decode('utf-8')):
            found[label + '\t'] = True
    return list(found) + TAGS + ENTITIES + PIECES


def lines(source):
    found = {}
    for text in texts(source):
        for line in text.splitlines():
            if 0 < len(line) <= 200:
                found[line] = True
    for path in sorted(glob.glob(os.path.join(source, 'grammars', '*.xml'))):
        for sample in SAMPLE.findall(read(path).decode('utf-8')):
            found[sample.replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&')] = True
    return [line + '\n' for line in found]


def grammar_words(source):
    schema = read(os.path.join(source, 'grammars', 'giji-grammar.rng')).decode('utf-8')
    for name, value in GRAMMAR_WORD.findall(schema):
        yield name or value
        if name:
            yield f'<{name}>'
            yield f' {name}="'
    yield from GRAMMAR_PIECES


def argument_words(source):
    for path in sorted(glob.glob(os.path.join(source, 'cli', '*.c'))):
        yield from OPTION.findall(read(path).decode('utf-8'))
    yield from ('parse', 'detect', 'explain', 'grammar', 'list', 'check', 'new', 'help', 'json', 'ndjson', 'xml', 'note', 'warning',
                'error', 'always', 'never', 'auto', 'utf-8', 'cp932', 'euc-jp', 'iso-2022-jp', 'utf-16', 'in/', 'out/', 'in/a.txt',
                'in/b.txt', 'in/c.xml', 'in/d.xml', 'out/x.json', 'club', 'council-table', '\n', '\n-', '\n--', '=', ':1', ':1-9', '-')


def c_bytes(text):
    """An initializer; ISO C has a limit on the length of string literals."""
    data = text.replace('\0', '').encode('utf-8') + b'\0'
    return '{' + ','.join(f'(char){byte}' for byte in data) + '}'


def c_array(name, count, strings):
    strings = list(strings)
    parts = '\n'.join(f'static const char {name}_{i}[] = {c_bytes(text)};' for i, text in enumerate(strings))
    rows = '\n'.join(f'    {name}_{i},' for i in range(len(strings)))
    return (f'{parts}\nconst char *const {name}[] = {{\n{rows}\n}};\n'
            f'const size_t {count} = sizeof {name} / sizeof *{name};\n')


def pieces(source):
    return '\n'.join(['/* Made by tests/fuzz/seeds.py: do not edit. */\n#include "pieces.h"\n',
                      c_array('fuzz_lines', 'fuzz_line_count', lines(source)),
                      c_array('fuzz_markers', 'fuzz_marker_count', markers(source)),
                      c_array('fuzz_dumps', 'fuzz_dump_count', texts(source))]).encode('ascii')


def main():
    source, output = sys.argv[1:]
    write(os.path.join(output, 'pieces.c'), pieces(source))
    dump_words = markers(source) + ESCAPES
    grammar_dump_words = list(grammar_words(source)) + markers(source)
    for fuzzer, words, seeds in (
            ('fuzz_dump', dump_words, dump_seeds(source)),
            ('fuzz_structured', dump_words, structured_seeds(source)),
            ('fuzz_grammar', grammar_words(source), grammars(source)),
            ('fuzz_grammar_dump', grammar_dump_words, grammar_dump_seeds(source)),
            ('fuzz_arguments', argument_words(source), argument_seeds(source))):
        write_dictionary(os.path.join(output, fuzzer + '.dict'), words)
        write_seeds(os.path.join(output, 'seeds', fuzzer), seeds)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()

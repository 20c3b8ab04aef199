#!/usr/bin/env python3
"""What holds of every record, whatever the dump says.

    properties.py GIJI TESTDATA

For every case of testdata, and for real dumps where they are at hand (every *.txt in the folders
corpus and families of $GIJI_SHARED, or of `shared` beside the source tree; else they are skipped):
  - the spans of header fields and blocks come in order, do not overlap and lie inside the file;
  - every visible character lies in one of them;
  - the bytes that a span cuts out hold the characters of the text, in order.
For every case also:
  - the record is the same from every encoding that can hold the case, but for offsets into the file.
"""
import bisect
import glob
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

TAG = re.compile(r'</?(?:p|ul|ol|li|br|table|tr|td|th|div|span|b|strong)\b[^>]*>', re.I)
ENTITY = re.compile(r'&(?:#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);')

# What a record says of the bytes of its file rather than of the minutes.
OF_THE_FILE = {'span', 'omitted', 'bytes', 'sha256', 'encoding', 'coverage'}


def jis_pair(char):
    """The character's row and cell as they stand in CP932's double-byte area, or None."""
    code = char.encode('cp932')
    if len(code) != 2 or code[0] >= 0xF0 or code[0] in (0xED, 0xEE):
        return None
    row = (code[0] - (0x81 if code[0] < 0xA0 else 0xC1)) * 2
    cell = code[1]
    if cell >= 0x9F:
        row, cell = row + 1, cell - 0x7E
    else:
        cell -= 0x1F if cell < 0x7F else 0x20
    return bytes((row + 0x21, cell))


def encode_euc(char):
    if ord(char) < 0x80:
        return char.encode('ascii')
    pair = jis_pair(char)
    if pair:
        return bytes(byte | 0x80 for byte in pair)
    kana = char.encode('cp932')
    if len(kana) != 1:
        raise UnicodeError(char)
    return b'\x8e' + kana


def each(encode, before=b''):
    """An encoder of whole texts from one of characters: gives (bytes, offset of every character)."""
    def encode_text(text):
        parts, offsets, at = [before], [], len(before)
        for char in text:
            offsets.append(at)
            parts.append(encode(char))
            at += len(parts[-1])
        return b''.join(parts), offsets + [at]
    return encode_text


def encode_iso_2022_jp(text):
    out, offsets, double = bytearray(), [], False
    for char in text:
        pair = None if ord(char) < 0x80 else jis_pair(char)
        if pair is None and ord(char) >= 0x80:
            raise UnicodeError(char)
        if double != bool(pair):
            double = bool(pair)
            out += b'\x1b$B' if double else b'\x1b(B'
        offsets.append(len(out))
        out += pair or char.encode('ascii')
    return bytes(out), offsets + [len(out)]


ENCODERS = {
    'UTF-8': each(lambda c: c.encode('utf-8')),
    'UTF-8 with BOM': each(lambda c: c.encode('utf-8'), b'\xef\xbb\xbf'),
    'UTF-16LE with BOM': each(lambda c: c.encode('utf-16-le'), b'\xff\xfe'),
    'UTF-16BE with BOM': each(lambda c: c.encode('utf-16-be'), b'\xfe\xff'),
    'CP932': each(lambda c: c.encode('cp932')),
    'EUC-JP': each(encode_euc),
    'ISO-2022-JP': encode_iso_2022_jp,
}


def blocks(block_list):
    for block in block_list:
        yield block
        yield from blocks(block.get('blocks', []))


def fold(text):
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', text))


def is_within(needle, hay):
    """Whether the characters of `needle` stand in `hay` in that order, with others between them."""
    rest = iter(hay)
    return all(char in rest for char in needle)


class Dump:
    def __init__(self, text, offsets):
        self.text, self.offsets = text, offsets

    def cut(self, span):
        start, end = (bisect.bisect_left(self.offsets, at) for at in span)
        return start, end


def span_faults(record, dump):
    """Faults of the record's spans and of its texts against them."""
    header, body = record.get('header', []), list(blocks(record.get('body', [])))
    for name, parts in (('header', header), ('body', body)):
        starts = [part['span'][0] for part in parts]
        if starts != sorted(starts):
            yield f'{name}: spans are not in order'
    taken = bytearray(len(dump.text))
    for part in header + body:
        start, end = part['span']
        what = f"{part.get('type', part.get('key'))} at {part['span']}"
        if not 0 <= start <= end <= dump.offsets[-1]:
            yield f'{what}: outside the file'
            continue
        first, last = dump.cut((start, end))
        if any(taken[first:last]):
            yield f'{what}: overlaps another'
        taken[first:last] = b'\1' * (last - first)
        source = html.unescape(TAG.sub('', dump.text[first:last]))
        if not is_within(fold(part.get('text', '')), fold(source)):
            yield f'{what}: the text is not in the span: {part["text"][:40]!r}'
    hidden = {i for match in TAG.finditer(dump.text) for i in range(*match.span())}
    for i, char in enumerate(dump.text):
        if not taken[i] and i not in hidden and is_visible(char):
            yield f'lost: {dump.text[i:i + 20]!r} at character {i}'
            return


def is_visible(char):
    return not char.isspace() and unicodedata.category(char) not in ('Cc', 'Cf')


def of_the_minutes(value):
    """The record without what it says of its file."""
    if isinstance(value, dict):
        return {k: of_the_minutes(v) for k, v in value.items() if k not in OF_THE_FILE}
    if isinstance(value, list):
        return [of_the_minutes(item) for item in value]
    return value


def first_difference(want, have, where=''):
    """Where two records first differ, and how; None where they do not."""
    if isinstance(want, dict) and isinstance(have, dict) and want.keys() == have.keys():
        parts = [(f'{where}.{key}', want[key], have[key]) for key in want]
    elif isinstance(want, list) and isinstance(have, list) and len(want) == len(have):
        parts = [(f'{where}[{i}]', *pair) for i, pair in enumerate(zip(want, have))]
    elif want == have:
        return None
    else:
        return f'{where[1:]}: {str(want)[:80]} became {str(have)[:80]}'
    return next(filter(None, (first_difference(a, b, at) for at, a, b in parts)), None)


class Checker:
    def __init__(self, giji):
        self.giji, self.checked, self.faults = giji, 0, 0

    def parse(self, path, options=()):
        run = subprocess.run([self.giji, 'parse', '--quiet', '--to', 'json', *options, path],
                             capture_output=True, timeout=300, check=False)
        return json.loads(run.stdout) if run.returncode == 0 else None

    def report(self, path, faults):
        self.checked += 1
        for fault in faults:
            self.faults += 1
            print(f'{path}: {fault}')

    def check_file(self, path, options=()):
        """Checks one dump; gives its text and record, None where it is not UTF-8 or no record."""
        with open(path, 'rb') as file:
            data = file.read()
        try:
            text = data.decode('utf-8')
        except UnicodeError:
            return None, None
        record = self.parse(path, options)
        if record is None:
            return None, None
        self.report(path, span_faults(record, Dump(text, ENCODERS['UTF-8'](text)[1])))
        return text, record

    def check_encodings(self, path, text, record, options):
        text = text.lstrip('\ufeff')
        want = of_the_minutes(record)
        for name, encode in ENCODERS.items():
            try:
                data, offsets = encode(text)
            except UnicodeError:
                continue
            with tempfile.TemporaryDirectory() as folder:
                copy = os.path.join(folder, os.path.basename(path))
                with open(copy, 'wb') as file:
                    file.write(data)
                other = self.parse(copy, options)
            if other is None:
                self.report(path, [f'{name}: no record'])
                continue
            other['source']['name'] = record['source']['name']
            faults = list(span_faults(other, Dump(text, offsets)))
            difference = first_difference(want, of_the_minutes(other))
            faults += [difference] if difference else []
            self.report(path, [f'{name} (as {other["source"]["encoding"]}): {f}' for f in faults])


def options_of(case):
    path = os.path.join(case, 'options')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as file:
        return file.read().split()


def shared_dumps(root):
    shared = os.environ.get('GIJI_SHARED') or os.path.join(root, os.pardir, 'shared')
    dumps = [path for folder in ('corpus', 'families')
             for path in sorted(glob.glob(os.path.join(shared, folder, '*.txt')))]
    if not dumps:
        print('real dumps: skipped, there are none')
    return dumps


def main():
    giji, testdata = (os.path.abspath(argument) for argument in sys.argv[1:])
    checker = Checker(giji)
    for path in sorted(glob.glob(os.path.join(testdata, '**', 'input.*'), recursive=True)):
        options = options_of(os.path.dirname(path))
        text, record = checker.check_file(path, options)
        if record and '--encoding' not in options and '\ufffd' not in text:
            checker.check_encodings(path, text, record, options)
    for path in shared_dumps(os.path.dirname(testdata)):
        checker.check_file(path)
    print(f'{checker.checked} records checked, {checker.faults} faults')
    return 0 if checker.checked and not checker.faults else 1


if __name__ == '__main__':
    sys.exit(main())

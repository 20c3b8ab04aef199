"""Inputs that a parser may break on, by name, of any size; invented.

    for piece in pieces('one-line', 4 << 20): file.write(piece)

A kind is a head and an endless run of pieces; `pieces` stops at the size. `options` says how giji is told to read
it: most hold too few signs of a form to be known by them."""
import itertools
import os
import random
import re

TABLE = '会議の名称\t第１回みどり市民会議\n開催日時\t令和３年４月９日（金）\n\n会議経過\n'
PLENARY = '令和３年第１回みどり市議会定例会会議録\n\n○議長（小石一郎君）　ただいまから会議を開きます。\n'
FORM_OF_HEAD = {PLENARY: 'assembly-plenary'}
ANSWERS = ('二名を増やして対応する。', '来年度に検討する。', 'そのとおりである。', '三か所に置く。')
QUESTIONS = ('職員は足りるのか。', '予算はいくらか。', 'どこに置くのか。', '周知はどうするのか。')
MARKERS = '○◯●◎◆◇■□・→※＊▲△▽▼【】（）「」『』〔〕'
NUMBERS = '１２３４５６７８９０'


def wide(number):
    return ''.join(NUMBERS[int(digit) - 1] for digit in str(number))


def repeat(text):
    """The text over and over, in pieces of some 16 KB."""
    piece = text * max(1, 16384 // len(text.encode('utf-8')))
    return itertools.repeat(piece)


def count(line):
    """`line(n)` for n = 0, 1, 2 ..."""
    return (line(number) for number in itertools.count())


def turns():
    return count(lambda n: f'● {QUESTIONS[n % 4]}\n→ {ANSWERS[n % 3]}\n')


def labelled_turns():
    return count(lambda n: f'○{wide(n % 40 + 1)}番（小石{wide(n % 40 + 1)}君）　{QUESTIONS[n % 4]}\n')


def attendees():
    """Many names in the header, and as many speakers."""
    seed = random.Random(1)
    letters = '山川田村木林石水火土金本中上下小大高原野'
    while True:
        names = [''.join(seed.choice(letters) for _ in range(4)) for _ in range(400)]
        yield '出席者\t' + '、'.join(name + '委員' for name in names) + '\n'


def attended_turns():
    """A list of a thousand names, and turns of theirs."""
    seed = random.Random(2)
    letters = '山川田村木林石水火土金本中上下小大高原野'
    names = [''.join(seed.choice(letters) for _ in range(4)) for _ in range(1000)]
    yield '出席者\t' + '、'.join(name + '委員' for name in names) + '\n\n会議経過\n'
    yield from count(lambda n: f'（{names[n * 7 % 1000]}委員） {QUESTIONS[n % 4]}\n')


def agenda():
    """As many items in the discussion as the header plans."""
    yield '議題\t' + '\n'.join(f'({n}) 第{n}号議案について' for n in range(1, 2000)) + '\n\n会議経過\n'
    yield from count(lambda n: f'({n % 2000 + 1}) 第{n % 2000 + 1}号議案について\n● {QUESTIONS[n % 4]}\n')


def planned():
    yield '会議の名称\t会議\n議題\t\n'
    yield from count(lambda n: f'({n + 1}) 第{n + 1}号議案について\n')


def nested():
    """Items inside items, by every shape of number, over and over."""
    shapes = ('第{}章', '第{}節', '第{}条', '{}', '{}．', '（{}）', '({})', '{})', '[{}]', '①', 'ア', '(ア)', 'ア)', 'Ａ', '(A)',
              'a', '(a)', 'ⅰ', '(ⅰ)', 'Ⅰ', 'i)', 'イ', '㋐', '㈠', '❶', '・', '－', '‐')
    return count(lambda n: '　' * (n % 40) + shapes[n % len(shapes)].format(wide(n % 9 + 1)) + ' みどりの計画について\n')


def scripts():
    return repeat('あaア亜1１ｱä한π')


def alternating_lines():
    return count(lambda n: ('● 質問である。\n', '→ 回答である。\r\n', '<p>○委員　意見</p>\r', '\t（会長）\n')[n % 4])


def noise():
    return count(lambda n: f'- {n % 99} -\n● これは途中で切れてしまう文\n\n- {n % 99 + 1} -\n\nの続きであって、\n')


def words():
    """Text without an end of a sentence, broken into lines."""
    seed = random.Random(3)
    letters = 'のはがをにへとでもやか山川田村木林石水火土金本中上下小大高原野、'
    while True:
        yield ''.join(seed.choice(letters) for _ in range(38)) + '\n'


def clock():
    return repeat('○午前10時2分開会\n○午前10時3分休憩\n○午後1時再開\n○午後0時53分閉会\n')


def tables():
    return count(lambda n: f'{n}\t小石{n}\t委員\t出席\t{n % 24}時\t令和３年{n % 12 + 1}月{n % 28 + 1}日\n')


# name: (head, pieces)
KINDS = {
    'one-line': ('', lambda: repeat('みどりの計画について話し合った')),
    'one-line-of-sentences': (TABLE, lambda: repeat('みどりの計画について話し合った。職員は足りるのか。')),
    'one-line-of-items': (TABLE, lambda: repeat('(1) あ ')),
    'one-line-of-marks': (TABLE, lambda: repeat('● あるか。 → ある。 ')),
    'one-line-of-labels': (PLENARY, lambda: repeat('○議長（小石一郎君）　はい。○１番（小山二郎君）　あるか。')),
    'one-line-of-cells': (TABLE, lambda: repeat('あ\t')),
    'one-line-of-marked-cells': (TABLE, lambda: repeat('● あ\t')),
    'one-line-of-entities': (TABLE, lambda: repeat('&amp;あ')),
    'one-line-of-tags': (TABLE, lambda: repeat('<b>あ</b><br>')),
    'empty-lines': (TABLE, lambda: repeat('\n')),
    'empty-lines-between': (TABLE, lambda: repeat('● あ' + '\n' * 1000)),
    'spaces': (TABLE, lambda: repeat('　 \t')),
    'carriage-returns': (TABLE, lambda: repeat('\r')),
    'turns': (TABLE, turns),
    'shortest-turns': (TABLE, lambda: repeat('○あ\n')),
    'labelled-turns': (PLENARY, labelled_turns),
    'answers': (TABLE, lambda: repeat('→ ある。\n')),
    'questions': (TABLE, lambda: repeat('● あるか。\n')),
    'nesting': (TABLE, nested),
    'paragraph-tags': (TABLE, lambda: repeat('<p>')),
    'tag-openers': (TABLE, lambda: repeat('<')),
    'tags-without-end': (TABLE, lambda: repeat('<p ')),
    'paragraphs': (TABLE, lambda: repeat('<p>● あるか。</p>')),
    'ampersands': (TABLE, lambda: repeat('&')),
    'brackets': (TABLE, lambda: repeat('（「『【〔［｛〈《(<[{')),
    'bracket-lines': (PLENARY, lambda: repeat('○議長（\n「（（（\n')),
    'closers': (TABLE, lambda: repeat('）」』】〕)')),
    'markers': (TABLE, lambda: repeat('○')),
    'arrows': (TABLE, lambda: repeat('→')),
    'dots': (TABLE, lambda: repeat('・')),
    'dashes': (TABLE, lambda: repeat('-')),
    'digits': (TABLE, lambda: repeat('1')),
    'wide-digits': (TABLE, lambda: repeat('第１')),
    'full-stops': (TABLE, lambda: repeat('。')),
    'marker-lines': (TABLE, lambda: count(lambda n: MARKERS[n % len(MARKERS)] + '\n')),
    'scripts': (TABLE, scripts),
    'alternating-lines': (TABLE, alternating_lines),
    'combining': (TABLE, lambda: repeat('\u0301\u3099\u309a\u20dd')),
    'byte-order-marks': (TABLE, lambda: repeat('\ufeff')),
    'nul-lines': (TABLE, lambda: repeat('あい\0うえお。\n')),
    'attendees': ('会議の名称\t会議\n', attendees),
    'attended-turns': ('会議の名称\t会議\n', attended_turns),
    'agenda': ('会議の名称\t会議\n', agenda),
    'planned': ('', planned),
    'labels': ('', lambda: repeat('開催日時\t令和３年４月９日（金）\n場所\tみどり市役所\n')),
    'dates': ('開催日時\t', lambda: repeat('令和３年４月９日（金）午後２時から ')),
    'digits-of-observers': ('傍聴者数\t', lambda: repeat('1')),
    'marks-of-a-contact': ('問合せ先\t', lambda: repeat('\u3099')),
    'words-of-a-chair': (PLENARY, words),
    'people': ('出席者\t', lambda: repeat('会長　小石一郎　')),
    'seats': (PLENARY, lambda: count(lambda n: f'{wide(n + 1)}番　小石一郎君　　{wide(n + 2)}番　小山二郎君\n')),
    'noise': (TABLE, noise),
    'words': (TABLE, words),
    'words-of-a-turn': (TABLE + '● ', words),
    'clock': (PLENARY, clock),
    'tables': (TABLE, tables),
    'resolutions': (TABLE, lambda: repeat('※第１号議案については、原案のとおり可決する。\n')),
    'supplements': (TABLE, lambda: repeat('（補足）この数は、後に改められた。\n')),
    'acts': (PLENARY, lambda: repeat('（「異議なし」と呼ぶ者あり）\n')),
    'closings': (TABLE, lambda: repeat('以上\n')),
}

ENCODED = {
    'cp932-turns': ('turns', 'cp932'),
    'euc-jp-turns': ('turns', 'euc_jp'),
    'iso-2022-jp-turns': ('turns', 'iso2022_jp'),
    'utf-16le-turns': ('turns', 'utf_16_le'),
    'cp932-scripts': ('half-width', 'cp932'),
}

# bytes over and over; the second is how giji is told to read them, where it has to be told
BYTES = {
    'broken-utf8': ('みどり\n'.encode() + b'\xe3\x81' + b'\xff', None),
    'flaws-of-utf8': (b'\xff', 'utf-8'),
    'lone-surrogates': (b'\x42\x30\x00\xd8\x42\x30\x00\xdc\x0a\x00', 'utf-16le'),
    'escapes': (b'\x1b$B$\"\x1b(B\n', 'iso-2022-jp'),
    'iso-2022-jp-without-its-escape-back': (b'\x1b$B$\"$\"$\"', 'iso-2022-jp'),
    'lead-bytes': (b'\x81', 'cp932'),
    'half-width': (b'\xb1\x82\xa0', 'cp932'),
    'nul-bytes': (b'\0', 'utf-8'),
    'form-feeds': (b'\f', 'utf-8'),
    'control-characters': (b'\x01\x02\n', 'utf-8'),
}


# kinds that are cases of testdata over and over, with other words; each is known by its own signs
CASES = ('assembly-committee', 'assembly-labels', 'assembly-plenary', 'council-labels', 'council-table', 'council-written',
         'diet-plenary', 'ministry-council', 'narrative', 'qa-letters', 'speakers-round')
TESTDATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'testdata')


def names():
    return sorted([*KINDS, *ENCODED, *BYTES]) + ['case-' + case for case in CASES]


def options(name):
    """What giji is told beside the file."""
    if name.startswith('case-'):
        return []
    form = FORM_OF_HEAD.get(KINDS.get(name, ENCODED.get(name, ('',)))[0], 'council-table')
    told = ['--grammar', form]
    if name in BYTES and BYTES[name][1]:
        told += ['--encoding', BYTES[name][1]]
    return told


def varied(case):
    """The case's text again and again, each time with other words put in and other long numbers."""
    seed = random.Random(4)
    letters = 'のはがをにへとでもやか山川田村木林石水火土金本中上下小大高原野'
    with open(os.path.join(TESTDATA, case, 'input.txt'), encoding='utf-8') as file:
        text = file.read()

    def other_word(_):
        return '、' + ''.join(seed.choice(letters) for _ in range(seed.randrange(6))) + '、'
    while True:
        changed = re.sub('、', other_word, text)
        yield re.sub(r'\d{3,}', lambda _: str(seed.randrange(100, 100000)), changed) + '\n'


def encoded(head, run, encoding):
    yield head.encode(encoding)
    for piece in run:
        yield piece.encode(encoding)


def endless(name):
    if name in BYTES:
        unit = BYTES[name][0]
        return itertools.repeat(unit * max(1, 16384 // len(unit)))
    if name.startswith('case-'):
        return encoded('', varied(name[5:]), 'utf-8')
    kind, encoding = ENCODED.get(name, (name, 'utf-8'))
    if kind == 'half-width':
        return encoded(TABLE, repeat('ｱあ1'), encoding)
    head, run = KINDS[kind]
    return encoded(head, run(), encoding)


def pieces(name, size):
    """The input of that kind, in pieces, `size` bytes and at most a piece more."""
    for piece in endless(name):
        yield piece
        size -= len(piece)
        if size <= 0:
            return


def write(name, size, path):
    with open(path, 'wb') as file:
        for piece in pieces(name, size):
            file.write(piece)

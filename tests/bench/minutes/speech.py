"""Sentences, paragraphs and speeches out of the grammar of phrases, in one of three kinds of digits."""
import math
import re

from . import phrases, vocabulary

FULL = str.maketrans('0123456789', '０１２３４５６７８９')
KANJI = '〇一二三四五六七八九'


def kanji(number):
    """十七, 百二十: as numbers are written in the records of parliaments."""
    if number < 10:
        return KANJI[number]
    for power, sign in ((1000, '千'), (100, '百'), (10, '十')):
        if number >= power:
            head, rest = divmod(number, power)
            return (KANJI[head] if head > 1 else '') + sign + (kanji(rest) if rest else '')
    return ''


WRITE = {'half': str, 'full': lambda number: str(number).translate(FULL), 'kanji': kanji}


def numbers_of(digits):
    """The lists of numbers that phrases draw from."""
    write = WRITE[digits]
    return {'N': tuple(write(n) for n in range(1, 30)),
            'NN': tuple(write(n) for n in range(1, 1000)),
            'NNN': tuple(write(n * 10) for n in range(1, 500)),
            'YEAR': tuple(f'令和{write(n)}年度' for n in range(2, 9))}


class Phrases:
    """The grammar, made ready for one kind of digits."""

    def __init__(self, digits):
        self.names = {}
        lists = {name: vocabulary.words(text) for name, text in phrases.LISTS.items()}
        for name in set(re.findall(r'\{([A-Z_]+)\}', ''.join(phrases.GRAMMAR.values()))):
            self.names[name] = lists.get(name) or numbers_of(digits).get(name) or getattr(vocabulary, name)
        for name in phrases.GRAMMAR:
            self.names[name] = []
        for name, text in phrases.GRAMMAR.items():
            self.names[name] += [self.parts(line.strip()) for line in text.strip().splitlines()]

    def parts(self, line):
        """Of '{thing}である。' the list for thing, and the text."""
        pieces = re.split(r'\{(\w+)\}', line)
        return tuple(self.names[piece] if at % 2 else piece for at, piece in enumerate(pieces) if piece)

    def expand(self, name, random):
        out = []
        expand(self.names[name], random, out.append)
        return ''.join(out)


def expand(choices, random, put):
    chosen = choices[int(random() * len(choices))]
    if chosen.__class__ is str:
        put(chosen)
        return
    for part in chosen:
        if part.__class__ is str:
            put(part)
        else:
            expand(part, random, put)


PHRASES = {}


def phrases_in(digits):
    if digits not in PHRASES:
        PHRASES[digits] = Phrases(digits)
    return PHRASES[digits]


class Speech:
    """What one meeting's people say. `random` is a random.Random."""

    def __init__(self, random, digits):
        self.random = random
        self.draw = random.random
        self.write = WRITE[digits]
        self.phrases = phrases_in(digits)

    def pick(self, sequence):
        return sequence[int(self.draw() * len(sequence))]

    def chance(self, probability):
        return self.draw() < probability

    def between(self, low, high):
        return low + int(self.draw() * (high + 1 - low))

    def phrase(self, name):
        return self.phrases.expand(name, self.draw)

    def around(self, median, spread=0.7):
        """A size that is log-normally spread about the median."""
        return median * math.exp(self.random.gauss(0, spread))

    def sentences(self, kinds, letters):
        """Sentences of the kinds, the last of the last kind, about so many letters long; at least one."""
        said = []
        while letters > 60:
            said.append(self.phrase(kinds[int(self.draw() * len(kinds))]))
            letters -= len(said[-1])
        said.append(self.phrase(kinds[-1]))
        return said

    def paragraphs(self, kinds, letters, line=110):
        """The same, put together to paragraphs of about `line` letters."""
        lines, size = [''], self.around(line)
        for sentence in self.sentences(kinds, letters):
            if len(lines[-1]) > size:
                lines.append('')
                size = self.around(line)
            lines[-1] += sentence
        return lines

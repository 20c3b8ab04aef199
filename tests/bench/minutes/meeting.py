"""The facts of an invented meeting: the town, the day, the people. And the page that its minutes are written on."""
import datetime

from . import vocabulary as v
from .speech import Speech

WEEKDAYS = '月火水木金土日'


class Person:
    def __init__(self, family, given, title=''):
        self.family, self.given, self.title = family, given, title
        self.name = family + given

    def spaced(self):
        """浜　中　花　子, as lists of members have it."""
        return '　'.join(self.name)


class Page:
    """Lines, and how many bytes they will be in UTF-8, roughly."""

    def __init__(self):
        self.lines = []
        self.size = 0

    def put(self, *lines):
        for line in lines:
            self.lines.append(line)
            self.size += 3 * len(line) + 1


class Meeting(Speech):
    def __init__(self, random, digits):
        super().__init__(random, digits)
        self.page = Page()
        self.tight = False  # whether labels stand alone on their lines, so that a blank line would part them from what is said
        self.town = self.pick(v.TOWN_HEADS) + self.pick(v.TOWN_TAILS)
        self.kind = self.pick(v.KINDS_OF_TOWN)
        self.municipality = self.town + self.kind
        self.day = datetime.date(2019, 5, 1) + datetime.timedelta(self.between(0, 2600))
        self.opens = self.between(9 * 60, 15 * 60)
        self.closes = self.opens + self.between(40, 300)
        self.surnames = list(v.SURNAMES)
        self.random.shuffle(self.surnames)

    def put(self, *lines):
        self.page.put(*lines)

    # ---- time

    def era_year(self, day=None):
        year = (day or self.day).year - 2018
        return '令和' + ('元' if year == 1 else self.write(year)) + '年'

    def date(self, weekday='（{}）'):
        return (f'{self.era_year()}{self.write(self.day.month)}月{self.write(self.day.day)}日'
                + weekday.format(WEEKDAYS[self.day.weekday()]))

    def clock(self, minutes, exact=True):
        hour, minute = divmod(minutes, 60)
        half = '午前' if hour < 12 else '午後'
        hour = hour if hour <= 12 else hour - 12
        return f'{half}{self.write(hour)}時' + (f'{self.write(minute)}分' if minute or exact else '')

    # ---- people

    def person(self, title=''):
        return Person(self.surnames.pop() if self.surnames else self.pick(v.SURNAMES), self.pick(v.GIVEN), title)

    def members(self, least, most, title='委員'):
        return [self.person(title) for _ in range(self.between(least, most))]

    def officials(self, count, titles=v.SENIOR_OFFICES):
        departments = self.random.sample(v.DEPARTMENTS, count)
        return [self.person(department + self.pick(titles)) for department in departments]

    # ---- the course

    def shares(self, size, least):
        """A meeting of so many bytes has a part at least for each `least` of them; where each part is to end."""
        left = max(size - self.page.size, least)
        count = max(1, min(60, round(left / self.around(2.5 * least, 0.5))))
        return [self.page.size + left * (at + 1) / count for at in range(count)]

    def until(self, end, least=1):
        """Goes on at least so often, then as long as the page is not full up to there."""
        yield from range(least)
        while self.page.size < end:
            yield

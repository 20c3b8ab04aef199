"""Verbatim records of assemblies: plenary sessions, committees, and committees that label speakers in brackets."""
from . import vocabulary as v

QUESTION = ('polite_view', 'polite_view', 'polite_question')
ANSWER = ('polite_answer',)
EXPLANATION = ('polite_explanation', 'polite_answer', 'polite_explanation')
DEBATE = ('polite_view', 'polite_reason')
VOTES = ('起立全員', '起立多数', '賛成全員', '挙手多数', '挙手全員', '賛成多数')
CALLS = ('〔「異議なし」と呼ぶ者あり〕', '（「異議なし」と呼ぶ者あり）', '（「なし」と呼ぶ者あり）', '〔「異議なし」と言う者あり〕')


class Verbatim:
    """How one record writes speakers, acts and rules: the same from its first page to the last."""

    def __init__(self, meeting, marks):
        self.m = meeting
        self.mark = meeting.pick(marks)
        self.gap = meeting.pick(('　', ' ', '　　'))
        self.indent = meeting.pick(('　', '　', ''))
        self.deep = '　' * meeting.between(2, 6)
        self.rule = self.deep[:2] + meeting.pick('─―━－') * meeting.between(8, 16)
        self.honorific = meeting.pick(('君', '君', '議員', ''))

    def speak(self, label, lines):
        self.m.put(self.mark + label + self.gap + lines[0])
        self.m.put(*(self.indent + line for line in lines[1:]))

    def act(self, text):
        self.m.put(self.deep + text)

    def bracketed(self, title, person):
        return f'{title}（{person.name}{self.honorific}）'


class Plenary(Verbatim):
    def __init__(self, meeting):
        super().__init__(meeting, '○○○◯〇')
        m = self.m
        self.chair = m.person('議長')
        self.members = m.members(6, 24)
        self.head = m.person({'市': '市長', '町': '町長', '村': '村長'}[m.kind])
        self.officials = m.officials(m.between(4, 9))
        self.number = m.between(1, 4)
        self.day = m.between(1, 5)
        self.label_of_chair = self.bracketed('議長', self.chair)
        self.session = m.pick(('定例会', '定例会', '臨時会'))
        self.bill = m.between(1, 60)

    # ---- the front

    def front(self, bills):
        m = self.m
        name = f'{m.era_year()}第{m.write(self.number)}回{m.municipality}議会{self.session}'
        m.put(self.deep + f'{name}会議録（第{m.write(self.day)}号）', '', self.deep * 2 + m.date('（{}曜日）'), '')
        m.put(f'{self.mark}議事日程（第{m.write(self.day)}号）', f'　　{m.date()}{m.clock(m.opens, False)}開議')
        titles = ['会議録署名議員の指名', '会期の決定'] + [f'{number}　{title}' for number, title in bills] + ['一般質問']
        m.put(*(f'　第{m.write(at)}　{title}' for at, title in enumerate(titles, 1)), self.rule)
        self.people()
        m.put(self.deep + m.clock(m.opens) + '　開会')

    def people(self):
        m = self.m
        m.put(f'{self.mark}出席議員（{m.write(len(self.members))}名）')
        rows = [f'{m.write(seat)}番　{member.spaced()}君' for seat, member in enumerate(self.members, 1)]
        m.put(*('　　' + '　　　'.join(rows[at:at + 2]) for at in range(0, len(rows), 2)))
        m.put(f'{self.mark}欠席議員（なし）', self.rule, f'{self.mark}説明のため出席した者')
        people = [self.head] + self.officials
        m.put(*('　　' + '　'.join(person.title) + '　　' + person.spaced() + '君' for person in people), self.rule)

    # ---- the course

    def chair_says(self, *lines):
        self.speak(self.label_of_chair, lines)

    def member(self):
        at = self.m.between(1, len(self.members)) - 1
        return f'{self.m.write(at + 1)}番', self.members[at]

    def opening(self):
        m, (first, second) = self.m, self.m.random.sample(range(len(self.members)), 2)
        self.chair_says(f'ただいまの出席議員は{m.write(len(self.members))}名で定足数に達しております。'
                        f'これより{m.era_year()}第{m.write(self.number)}回{m.municipality}議会{self.session}を開会いたします。')
        self.heading(1, '会議録署名議員の指名')
        self.chair_says('日程第' + m.write(1) + '、会議録署名議員の指名を行います。', ''.join(
            [f'{m.write(at + 1)}番{self.members[at].name}君、' for at in (first, second)]) + '以上２名を指名いたします。')
        self.heading(2, '会期の決定')
        days = m.write(m.between(2, 30))
        last = f'{m.write(m.between(1, 12))}月{m.write(m.between(1, 30))}日'
        self.chair_says(f'日程第{m.write(2)}、会期の決定についてを議題といたします。',
                        f'今期{self.session}の会期は、本日から{last}までの{days}日間とすることに御異議ありませんか。')
        self.act(m.pick(CALLS))
        self.chair_says(f'御異議なしと認めます。よって、会期は{days}日間と決定いたしました。')

    def heading(self, number, title):
        self.m.put(self.rule, self.deep + f'日程第{self.m.write(number)}　{title}')

    def exchange(self, letters):
        m = self.m
        seat, member = self.member()
        official = m.pick(self.officials + [self.head])
        about = m.phrase('matter')
        self.chair_says(f'{m.pick(("次に、", "続いて、", ""))}{about}について、{seat}、{member.name}君の発言を許します。')
        self.speak(self.bracketed(seat, member), m.paragraphs(QUESTION, m.around(letters)))
        self.chair_says(f'{official.title}、{official.name}君。{m.pick((about, m.phrase("matter")))}について答弁を求めます。')
        if m.chance(0.3):
            self.act(f'〔{official.title}　{official.name}君　登壇〕')
        self.speak(self.bracketed(official.title, official), m.paragraphs(ANSWER, m.around(letters)))

    def matter(self, at, number, title, end):
        m = self.m
        official = m.pick(self.officials + [self.head])
        self.heading(at, f'{number}　{title}')
        self.chair_says(f'日程第{m.write(at)}、{number}{title}を議題といたします。',
                        f'提案理由の説明を求めます。{official.title}、{official.name}君。')
        self.speak(self.bracketed(official.title, official), m.paragraphs(EXPLANATION, m.around(300)))
        self.chair_says(f'これより{number}{title[:-4]}の質疑に入ります。')
        for _ in m.until(end - 2500):
            self.exchange(250)
        self.chair_says(f'これにて{number}{title}の質疑を終結いたします。', 'これより討論に入ります。')
        seat, member = self.member()
        self.speak(self.bracketed(seat, member), m.paragraphs(DEBATE, m.around(120)))
        self.vote(number, title)

    def vote(self, number, title):
        m = self.m
        self.chair_says(f'これより{number}{title}を採決いたします。', '賛成の諸君の起立を求めます。')
        vote = m.pick(VOTES)
        self.act('〔賛成者起立〕')
        self.chair_says(f'{vote}であります。よって、{number}{title}は原案のとおり'
                        f'{m.pick(("可決されました", "可決されました", "可決いたしました", "承認されました"))}。')

    def questions(self, at, end):
        m = self.m
        self.heading(at, '一般質問')
        self.chair_says(f'日程第{m.write(at)}、一般質問を行います。', f'{m.phrase("matter")}などの通告がありますので、順次質問を許します。')
        for _ in m.until(end):
            self.exchange(m.pick((300, 600, 1200)))

    def closing(self):
        m = self.m
        self.chair_says(f'以上で{m.date("")}の日程は全部終了いたしました。', '本日はこれにて散会いたします。')
        m.put(self.deep + m.clock(m.closes) + '　散会', self.rule)
        m.put(f'{m.municipality}議会会議規則第{m.write(m.between(60, 99))}条の規定により、ここに署名する。', '')
        m.put(f'　　　{m.municipality}議会議長　　{self.chair.name}', f'　　　署　名　議　員　　{self.members[0].spaced()}')


def plenary(m, size):
    record = Plenary(m)
    ends = m.shares(size, 6000)
    bills = [(f'議案第{m.write(record.bill + at)}号', m.phrase('bill')) for at in range(len(ends) - (len(ends) > 1))]
    record.front(bills)
    record.opening()
    for at, (number, title) in enumerate(bills):
        record.matter(at + 3, number, title, ends[at])
    if len(ends) > 1:
        record.questions(len(bills) + 3, ends[-1])
    record.closing()


# ---- committees


class Committee(Verbatim):
    def __init__(self, meeting, plain):
        super().__init__(meeting, '◯○○〇')
        m = self.m
        self.name = m.pick(v.COMMITTEES) + m.pick(('常任委員会', '常任委員会', '特別委員会'))
        people = m.members(6, 12)
        self.chairs, self.members = people[:2], people[2:]
        self.officials = m.officials(m.between(3, 8))
        self.plain = plain  # the chair's label is no more than the title
        self.bill = m.between(1, 60)

    def front(self, bills):
        m = self.m
        m.put(self.deep + f'{m.municipality}議会{self.name}会議録', '')
        m.put(f'{m.write(1)}　開会年月日　　{m.date()}', f'{m.write(2)}　出席委員　　　' + '、'.join(
            [f'{self.chairs[0].family}委員長', f'{self.chairs[1].family}副委員長']
            + [f'{member.family}委員' for member in self.members]))
        m.put(f'{m.write(3)}　説明員　　　　' + '、'.join(official.title for official in self.officials))
        m.put(f'{m.write(4)}　付議事件', *(f'　　{number}　{title}' for number, title in bills), '')
        m.put(self.deep * 2 + m.clock(m.opens) + '　　開会')

    def label(self, person, title):
        if title in ('委員長', '副委員長') and self.plain:
            return title
        return person.family + title if title.endswith(('委員', '委員長')) else title

    def chair_says(self, *lines):
        self.speak(self.label(self.chairs[0], '委員長'), lines)

    def exchange(self, letters):
        m, official, member = self.m, self.m.pick(self.officials), self.m.pick(self.members)
        self.speak(self.label(member, '委員'), m.paragraphs(QUESTION, m.around(letters)))
        self.speak(official.title, m.paragraphs(ANSWER, m.around(letters)))

    def matter(self, number, title, end):
        m, official = self.m, self.m.pick(self.officials)
        self.chair_says(f'{number}{title}を議題といたします。', '当局より説明をお願いいたします。')
        self.speak(official.title, m.paragraphs(EXPLANATION, m.around(500)))
        self.chair_says('説明が終わりました。', f'これより{m.phrase("matter")}も含めて質疑を行います。')
        for _ in m.until(end - 1200, 4 if self.plain else 1):
            self.exchange(400)
        self.chair_says(f'ほかに、{number}{title[:-4]}に関する質疑はありませんか。')
        self.act(m.pick(CALLS))
        self.chair_says(f'なければ質疑を打ち切り、採決いたします。{number}{title}は、可決すべきものと決することに御異議ありませんか。')
        self.act(m.pick(CALLS))
        self.chair_says(f'御異議なしと認めます。よって、{number}{title}は可決すべきものと決しました。')


def committee(m, size):
    record = Committee(m, size > 9000 and m.chance(0.5))
    ends = m.shares(size, 6000)
    bills = [(f'議案第{m.write(record.bill + at)}号', m.phrase('bill')) for at in range(len(ends))]
    record.front(bills)
    record.chair_says(f'ただいまから{record.name}を開会いたします。', f'本委員会に付託されました{bills[0][0]}{bills[0][1]}を初めとする議案を審査します。')
    for (number, title), end in zip(bills, ends):
        record.matter(number, title, end)
    record.chair_says(f'以上で、{m.date("")}の{record.name}の審査を終了いたします。')
    m.put(record.deep * 2 + m.clock(m.closes) + '　閉会')


class Labelled:
    """An assembly's committee that writes 【委員長】 as councils do."""

    def __init__(self, meeting):
        m = self.m = meeting
        self.name = m.pick(v.COMMITTEES) + m.pick(('常任委員会', '常任委員会', '特別委員会'))
        self.members = m.members(5, 9)
        self.officials = m.officials(m.between(3, 6), ('課長',))
        self.alone = m.tight = m.chance(0.5)
        self.bill = m.between(1, 60)

    def say(self, label, lines):
        if self.alone:
            self.m.put(f'【{label}】', *('　' + line for line in lines))
        else:
            self.m.put(f'【{label}】' + lines[0], *('　' + line for line in lines[1:]))

    def front(self, bills):
        m, names = self.m, [person.family + '　' + person.given for person in self.members]
        m.put(f'{m.municipality}議会{self.name}　会議録', '')
        m.put(f'１　日　時　　{m.date()}　{m.clock(m.opens)}', '２　場　所　　議会棟　' + m.pick(v.ROOMS))
        m.put(f'３　出席委員　{names[0]}（委員長）、{names[1]}（副委員長）、' + '、'.join(names[2:]))
        m.put('４　説明員　　' + '、'.join(f'{official.family}{official.title}' for official in self.officials))
        m.put('５　事務局　　' + m.pick(v.SURNAMES) + '議会事務局長', '６　付託案件')
        m.put(*(f'　（{m.write(at)}）{number}　{title}' for at, (number, title) in enumerate(bills, 1)), '')
        m.put(f'○開会（{m.clock(m.opens)}）')

    def matter(self, at, number, title, end):
        m, official = self.m, self.m.pick(self.officials)
        m.put('', f'○（{m.write(at)}）{number}　{title}')
        self.say('委員長', [f'（{m.write(at)}）を議題とします。{official.title}の説明を求めます。'])
        self.say(official.title, m.paragraphs(('polite_explanation',), m.around(200)))
        self.say('委員長', [f'説明が終わりました。{m.phrase("matter")}について質疑のある方。'])
        for _ in m.until(end - 1000):
            self.say(m.pick(self.members).family + '委員', m.paragraphs(QUESTION, m.around(150)))
            self.say(m.pick(self.officials).title, m.paragraphs(ANSWER, m.around(150)))
        self.say('委員長', ['質疑を終わります。', f'{number}{title}の討論を行います。反対の方から。'])
        self.say(m.pick(self.members).family + '委員', m.paragraphs(DEBATE, m.around(80)))
        self.say('委員長', ['採決します。', f'{number}{title}に賛成の方は挙手願います。'])
        m.put('　（挙手多数）')
        self.say('委員長', [f'挙手多数です。{number}{title}は、原案のとおり可決すべきものと決定しました。'])
        m.put(f'【採決結果】{number}{title[:-4]}は、原案のとおり可決')


def labelled(m, size):
    record = Labelled(m)
    ends = m.shares(size, 5000)
    bills = [(f'議案第{m.write(record.bill + at)}号', m.phrase('bill')) for at in range(len(ends))]
    record.front(bills)
    record.say('委員長', [f'ただいまから{m.municipality}議会{record.name}を開会します。付託された{bills[0][0]}{bills[0][1]}を審査します。'])
    for at, ((number, title), end) in enumerate(zip(bills, ends), 1):
        record.matter(at, number, title, end)
    m.put(f'○閉会（{m.clock(m.closes)}）')

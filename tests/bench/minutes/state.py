"""Verbatim records of the state: the Diet's plenaries and committees, ministries' councils."""
from . import vocabulary as v
from .assembly import ANSWER, DEBATE, EXPLANATION, QUESTION, Verbatim


class Diet(Verbatim):
    def __init__(self, meeting, chair):
        super().__init__(meeting, '○')
        m = self.m
        self.gap, self.indent, self.honorific = '　', '　', '君'
        self.house = m.pick(('衆議院', '参議院'))
        self.chair = m.person(chair)
        self.members = m.members(5, 20)
        self.witnesses = m.officials(m.between(3, 6), ('局長', '審議官'))
        self.minister = m.person(m.pick(v.MINISTRIES) + '大臣')
        self.session = m.between(201, 290)

    def title(self, name):
        m = self.m
        m.put(f'第{m.write(self.session)}回国会　{self.house}　{name}　第{m.write(m.between(1, 30))}号', '', m.date('（{}曜日）'))

    def chair_says(self, *lines):
        self.speak(self.bracketed(self.chair.title, self.chair), lines)

    def member_says(self, member, lines):
        self.speak(f'{member.name}君', lines)

    def exchange(self, letters):
        m, member = self.m, self.m.pick(self.members)
        self.member_says(member, m.paragraphs(QUESTION, m.around(letters)))
        if m.chance(0.3):
            self.speak(self.bracketed('国務大臣', self.minister), m.paragraphs(ANSWER, m.around(letters)))
        else:
            self.speak(self.bracketed('政府参考人', m.pick(self.witnesses)), m.paragraphs(ANSWER, m.around(letters)))

    def call(self):
        self.act('〔「異議なし」と呼ぶ者あり〕')


class Committee(Diet):
    def __init__(self, meeting):
        super().__init__(meeting, '委員長')
        self.name = self.m.pick(v.MINISTRIES) + self.m.pick(('委員会', '特別委員会'))

    def front(self, laws):
        m = self.m
        self.title(self.name)
        m.put('　　　' + m.clock(m.opens, False) + '開会', self.rule, '　出席者は左のとおり。', f'　　委員長　　　　　{self.chair.family}　{self.chair.given}君')
        m.put(*(f'　　委　員　　　　　{member.family}　{member.given}君' for member in self.members))
        m.put('　　国務大臣', f'　　　　{self.minister.title}　{self.minister.family}　{self.minister.given}君', '　　政府参考人')
        m.put(*(f'　　　　{person.title}　{person.family}　{person.given}君' for person in self.witnesses), self.rule)
        m.put('　　　本日の会議に付した案件', '○政府参考人の出席要求に関する件')
        m.put(*(f'○{law}（内閣提出）' for law in laws), self.rule)

    def matter(self, law, end):
        m = self.m
        self.chair_says(f'{law}を議題とし、質疑を行います。質疑のある方は順次御発言願います。')
        for _ in m.until(end - 900):
            self.exchange(450)
        self.chair_says(f'他に御発言もなければ、{law}の質疑は終局したものと認めます。', f'これより採決に入ります。{law}について採決いたします。',
                        '賛成の方の挙手を願います。')
        self.act('〔賛成者挙手〕')
        self.chair_says(f'{m.pick(("全会一致", "挙手多数", "起立総員"))}と認めます。よって、{law}は原案どおり可決すべきものと決定いたしました。')


def diet_committee(m, size):
    record = Committee(m)
    ends = m.shares(size, 8000)
    laws = [m.phrase('law') for _ in ends]
    record.front(laws)
    record.chair_says(f'ただいまから{record.name}を開会いたします。', f'{record.witnesses[0].title}{record.witnesses[0].name}君の出席要求に関する件についてお諮りいたします。',
                      f'{record.witnesses[0].name}君を政府参考人として出席を求めることに御異議ございませんか。')
    record.call()
    record.chair_says('御異議ないと認め、さよう決定いたします。')
    for law, end in zip(laws, ends):
        record.matter(law, end)
    record.chair_says(f'{record.name}は、これにて散会いたします。')
    m.put('　　　' + m.clock(m.closes) + '散会')


class Plenary(Diet):
    def __init__(self, meeting):
        super().__init__(meeting, '議長')

    def front(self, laws):
        m = self.m
        self.title('本会議')
        m.put(self.rule, f'　議事日程　第{m.write(m.between(1, 30))}号', f'　　{m.date("")}', f'　　　{m.clock(m.opens, False)}開議')
        m.put(*(f'　第{m.write(at)}　{law}（内閣提出）' for at, law in enumerate(laws, 1)), self.rule)
        m.put('○本日の会議に付した案件', *(f'　日程第{m.write(at)}　{law}（内閣提出）' for at, law in enumerate(laws, 1)), '')
        m.put(f'　　　　{m.clock(m.opens)}開議')

    def matter(self, at, law, end):
        m, member = self.m, self.m.pick(self.members)
        m.put('　　　　――――◇―――――', f'　日程第{m.write(at)}　{law}（内閣提出）')
        self.chair_says(f'日程第{m.write(at)}、{law}を議題といたします。', f'委員長の報告を求めます。委員長{member.name}君。')
        self.act(f'〔{member.name}君登壇〕')
        self.member_says(member, m.paragraphs(('polite_explanation',), m.around(400)))
        for _ in m.until(end - 900):
            speaker = m.pick(self.members)
            self.chair_says(f'{m.phrase("matter")}について質疑の通告があります。これを許します。{speaker.name}君。')
            self.act(f'〔{speaker.name}君登壇〕')
            self.member_says(speaker, m.paragraphs(QUESTION, m.around(900)))
            self.speak(self.bracketed('国務大臣', self.minister), m.paragraphs(ANSWER, m.around(900)))
        self.member_says(m.pick(self.members), m.paragraphs(DEBATE, m.around(200)))
        self.chair_says('採決いたします。', f'{law}は委員長報告のとおり決するに御異議ありませんか。')
        self.call()
        self.chair_says(f'御異議なしと認めます。よって、{law}は委員長報告のとおり可決いたしました。')


def diet_plenary(m, size):
    record = Plenary(m)
    ends = m.shares(size, 12000)
    laws = [m.phrase('law') for _ in ends]
    record.front(laws)
    record.chair_says('これより会議を開きます。')
    for at, (law, end) in enumerate(zip(laws, ends), 1):
        record.matter(at, law, end)
    record.chair_says(f'{m.date("")}の会議は、これにて散会いたします。')
    m.put(f'　　　　{m.clock(m.closes)}散会', record.rule, '　出席国務大臣', f'　　　　{record.minister.title}　　{record.minister.spaced()}君')


def diet(m, size):
    (diet_plenary if m.chance(0.4) else diet_committee)(m, size)


# ---- ministries' councils


class Council(Verbatim):
    def __init__(self, meeting):
        super().__init__(meeting, '○')
        m = self.m
        self.gap = '　'
        self.council = m.pick(v.MINISTRIES) + m.pick(('計画審議会', '政策審議会', '制度審議会'))
        self.body = m.pick(v.FIELDS) + m.pick(('部会', '小委員会', '分科会'))
        self.chair = m.person(m.pick(('部会長', '座長', '小委員長')))
        self.members = m.members(8, 20)
        self.officials = m.officials(3, ('計画官', '課長', '室長', '企画官', '審議官'))

    def front(self, topics):
        m = self.m
        m.put(f'第{m.write(m.between(1, 140))}回　{self.council}　{self.body}　議事録', '',
              f'{m.date("（{}）")}{m.clock(m.opens)}～{m.clock(m.closes)}', m.pick(v.BUILDINGS) + m.pick(v.ROOMS), '', '議　事　次　第')
        m.put('１．開会', '２．議事', *(f'（{m.write(at)}）{topic}' for at, topic in enumerate(topics, 1)), '３．閉会', '', '配付資料一覧')
        m.put(*(f'資料{m.write(at)}　　{m.phrase("paper")}' for at in range(1, m.between(2, 6))), '')
        m.put('　' * 8 + m.clock(m.opens) + '　開会', '')

    def label(self, person):
        return person.family + person.title

    def member_asks(self, letters):
        m, member = self.m, self.m.pick(self.members)
        self.speak(self.label(member), m.paragraphs(QUESTION, m.around(letters)))
        if m.chance(0.5):
            self.speak(self.label(self.chair), [f'{member.family}委員、ありがとうございました。続きまして、{m.phrase("matter")}について、{m.pick(self.members).family}委員、どうぞ。'])

    def matter(self, at, topic, end):
        m, official = self.m, self.m.pick(self.officials)
        self.speak(self.label(self.chair), [f'議題{m.write(at)}の{topic}、事務局から御説明をお願いします。'])
        self.speak(self.label(official), m.paragraphs(EXPLANATION, m.around(1500), 90))
        self.speak(self.label(self.chair), [f'ありがとうございました。ただいまの説明につきまして、{m.phrase("matter")}も含め、御質問をお願いいたします。'])
        for _ in m.until(end - 800):
            for _ in range(m.between(1, 3)):
                self.member_asks(500)
            self.speak(self.label(m.pick(self.officials)), m.paragraphs(ANSWER, m.around(400), 90))
        subject = topic.removesuffix('について')
        self.speak(self.label(self.chair), [f'それでは、{subject}は原案のとおり決定することに御異議ございませんか。'])
        self.act('（「異議なし」の声あり）')
        self.speak(self.label(self.chair), [f'御異議なしと認めます。よって、{subject}は原案のとおり決定いたしました。'])


def ministry(m, size):
    record = Council(m)
    ends = m.shares(size, 12000)
    topics = [m.phrase('topic') for _ in ends]
    record.front(topics)
    opener = record.officials[0]
    record.speak(record.label(opener), [f'それでは、定刻になりましたので、ただいまから{record.council}{record.body}を開催いたします。',
                                        f'本日は、委員{m.write(len(record.members))}名の御出席をいただいております。'
                                        f'以後の進行を{record.label(record.chair)}にお願いいたします。'])
    record.speak(record.label(record.chair), [m.phrase('polite_greeting'), 'それでは、議事に入ります。'])
    for at, (topic, end) in enumerate(zip(topics, ends), 1):
        record.matter(at, topic, end)
    record.speak(record.label(record.chair), [f'それでは、{m.date("")}の{record.body}を終了いたします。ありがとうございました。'])
    m.put('', '　' * 8 + m.clock(m.closes) + '　閉会')

"""Minutes of municipal councils: markers, labels, questions and answers, meetings in writing, and those of no known form."""
from . import vocabulary as v

ASKED = ('plain_question',)
ANSWERED = ('plain_answer',)
EXPLAINED = ('plain_explanation',)
CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
KANA = 'アイウエオカキクケコ'
MINUTES = ('会議録', '議事録', '会議要旨', '議事要旨', '会議概要')


class Council:
    def __init__(self, meeting):
        m = self.m = meeting
        self.fiscal = m.era_year() + '度'
        self.body = m.municipality + m.pick(v.SUBJECTS) + m.pick(v.BODIES)
        self.name = f'{self.fiscal}第{m.write(m.between(1, 12))}回{self.body}'
        self.chair, self.deputy, *self.members = m.members(5, 14)
        self.department = m.pick(v.DEPARTMENTS)
        self.officials = [m.person(self.department + title) for title in m.random.sample(v.OFFICES, 3)]
        self.room = m.pick(v.BUILDINGS) + '　' + m.pick(v.ROOMS)

    def times(self, joint='～'):
        return f'{self.m.clock(self.m.opens)}{joint}{self.m.clock(self.m.closes)}'

    def names(self):
        return '、'.join([f'{self.chair.family}会長', f'{self.deputy.family}副会長'] + [member.family + '委員' for member in self.members])

    def staff(self):
        return '、'.join(official.family + official.title for official in self.officials)

    def office(self, probability):
        """（緑化係長）, where who answers is named."""
        m = self.m
        return m.pick(('（{}）', '({}) ')).format(m.pick(self.officials).title) if m.chance(probability) else ''


def departments(m, count):
    return m.random.sample(v.DEPARTMENTS, count)


# ---- ● question, → answer, below a table


class Table(Council):
    def __init__(self, meeting):
        super().__init__(meeting)
        m = self.m
        self.flat = m.pick((0, 0, 0, 0.05, 0.5, 1))
        self.blank = m.chance(0.6)
        self.marks = m.pick((('●', '→'), ('●', '→'), ('● ', '→ ')))
        self.works = []

    def front(self, works):
        m = self.m
        agenda = ' '.join(f'・{self.fiscal}諮問第{m.write(m.between(1, 40))}号 「{work}」({unit}課)' for work, unit in works)
        m.put('', '', f'会議の名称\t{self.name}\t\t', f'開催日時\t{m.date("({})")}{self.times()}\t\t', f'開催場所\t{m.municipality}役所 {self.room}\t\t')
        m.put(f'出席者 及び欠席者\t<p>●出席者： (委員) {self.names().replace("、", "・")} (市事務局) {self.staff().replace("、", "・")}</p> '
              f'<p>●欠席者：{m.pick(v.SURNAMES)}委員</p>\t\t')
        m.put(f'傍聴の可否\t傍聴{m.pick(("可", "不可"))}\t傍聴不可の場合はその理由\t{m.phrase("matter")}を扱うため\t\t')
        m.put(f'会議次第\t(1) {self.department}部長挨拶 (2) 諮問書授受 (3) 諮問審議 {agenda} (4) 報告 ・{m.phrase("topic")} (5) その他\t\t')
        m.put(f'問い合わせ先\t{self.department}部 {self.department}課 担当者名 {self.officials[0].family}・{self.officials[1].family} '
              f'電話番号 00-{m.between(1000, 9999)}-{m.between(1000, 9999)}(内線{m.between(1000, 9999)})\t\t', '会 議 経 過\t\t\t')
        m.put(f'(1) {self.department}部長挨拶 {m.phrase("plain_greeting")}\t\t\t')
        m.put(f'(2) 諮問書授受 {self.department}部長から{self.chair.family}会長へ諮問書を手渡す。\t\t\t', '', '(3) 諮問審議', '')

    def line(self, text):
        self.m.put(text)
        if self.blank:
            self.m.put('')

    def marker(self, at):
        return '- ' if self.m.chance(self.flat) else self.marks[at]

    def exchange(self):
        m = self.m
        self.line(self.marker(0) + ''.join(m.sentences(ASKED, m.around(45))))
        for _ in range(m.pick((1, 1, 1, 2))):
            self.line(self.marker(1) + self.office(0.3) + ''.join(m.sentences(ANSWERED, m.around(45))))
        if m.chance(0.05):
            self.line(f'({m.pick(("後日補足", "補足"))}) 審議会の後に{m.phrase("thing")}を確認した結果、{m.phrase("amount")}であった。')

    def matter(self, work, unit, end):
        m = self.m
        how = m.pick(('諮問どおり行うことを「可」とする', '修正のうえ行うことを「可」とする', '諮問どおり行うことを「可」とする', '次回継続して審議する'))
        self.line(f'○ 「{work}」について、{how}。')
        self.line(f'※委員意見及び{unit}課の回答')
        for _ in m.until(end):
            self.exchange()

    def closing(self):
        m = self.m
        self.line('(4) 報告')
        self.line(f'○ {m.phrase("topic")}')
        self.line(f'({self.officials[0].title})')
        self.line(f'{m.phrase("matter")}について報告する。{m.phrase("plain_explanation")}')
        self.line('以上')
        if m.chance(0.4):
            self.line(f'※{m.date("")}の会議の資料は、次の理由により公表しません。')
            self.line(f'{m.phrase("matter")}を公開することにより{m.pick(v.ACTORS)}の権利を害するおそれがあるため。')


def table(m, size):
    record = Table(m)
    ends = m.shares(size, 4000)
    works = [(m.phrase('work'), unit) for _, unit in zip(ends, departments(m, 40) * 2)]
    record.front(works)
    for (work, unit), end in zip(works, ends):
        record.matter(work, unit, end)
    record.closing()


# ---- [委員], 〔会長〕, [健康課] below a numbered list


class Labels(Council):
    def __init__(self, meeting):
        super().__init__(meeting)
        m = self.m
        self.flat = m.pick((0, 0, 0.5, 1))
        self.bracket = m.pick(('[]', '〔〕', '[]', '［］'))

    def label(self, who):
        """One in thirty has a bracket of another kind, as scanners leave them."""
        m = self.m
        opening, closing = self.bracket
        if m.chance(0.03):
            closing = m.pick('〕])')
        who = who[0] + m.pick((' ', '　')) + who[1:] if len(who) == 2 and m.chance(0.2) else who
        return ('- ' if m.chance(self.flat) else '') + opening + who + closing + m.pick(('', ' ', ' '))

    def front(self, works):
        m = self.m
        m.put(f'{self.name}議事録(要点記録)', '', f'1 日時{m.date("({})")}{self.times("から")}まで', '', '2 場所 ' + self.room, '',
              f'3 出席委員 {self.names()}', '', '4 出席職員', '', '【事務局】', '', f'({self.department}課) {self.staff()}', '', '5 傍 聴 人 なし', '',
              '6 議題 ' + ' '.join(f'{KANA[at % 10]} {work}' for at, (work, _) in enumerate(works)), '', '7 内容及び要点', '', '(1) 開会', '', '(2) 前回議事録の確定', '')
        m.put(f'郵送した前回議事録について、{m.phrase("matter")}の修正を確認した。よって、前回議事録は確定した。', '', '(3) 議題', '', '① 諮問に関する審議', '')

    def exchange(self, unit):
        m = self.m
        m.put(self.label(m.pick(('委員', '委員', '委員', '会長'))) + ''.join(m.sentences(ASKED, m.around(60))), '')
        m.put(self.label(unit) + ''.join(m.sentences(ANSWERED, m.around(60))), '')

    def matter(self, kana, work, unit, end):
        m = self.m
        m.put(f'{kana} {work}({unit}課)', '', f'[{unit}課]', '', f'本諮問は、{m.phrase("plain_explanation")}', '',
              *m.paragraphs(EXPLAINED, m.around(150)), '', '※ 以下、質疑等', '')
        for _ in m.until(end - 600):
            self.exchange(unit)
        m.put(self.label('会長') + f'他に質問等がなければ、「{work}」について同意の方の挙手をお願いしたい。', '', '・・・挙手全員・・・', '')
        m.put(f'※ {unit}課から諮問のあった{kana}「{work}」について、同意することが決定された。', '')


def labels(m, size):
    record = Labels(m)
    ends = m.shares(size, 4000)
    works = [(m.phrase('work'), unit) for _, unit in zip(ends, departments(m, 40) * 2)]
    record.front(works)
    for at, ((work, unit), end) in enumerate(zip(works, ends)):
        record.matter(KANA[at % 10], work, unit, end)
    m.put(f'({m.pick("45678")}) 閉会', '', f'{record.body}の運営に関する申合せにより、ここに署名する。', '', f'{record.body} 会 長', '', '委員')


# ---- in writing


def written_header(record, works):
    m = record.m
    days = [m.date('（{}）') + ' ' + what for what in ('開催通知及び資料送付', '委員からの質疑集約', '委員へ回答', '結果通知')]
    agenda = ' '.join(f'{CIRCLED[at % 20]} {work}（{unit}課）' for at, (work, unit) in enumerate(works))
    m.put('', '', '【会議録（書面会議）】', '', f'会議名\t{record.name}', '開催日時\t' + ' '.join(days) + ' ※以上をもって一回の会議とみなします。')
    m.put(f'開催場所\t書面会議により開催（{m.phrase("matter")}のため。）', f'委員\t{record.names()}', f'事務局\t{record.department}部{record.department}課')
    m.put(f'会議次第\t審議事項 {agenda}', f'送付資料\t資料1 諮問書（{record.department}課） 資料2 {m.phrase("paper")}', '会議の結果及び主要な意見\t')


def written(m, size):
    record = Council(m)
    ends = m.shares(size, 5000)
    works = [(m.phrase('work'), unit) for _, unit in zip(ends, departments(m, 40) * 2)]
    written_header(record, works)
    for at, ((work, unit), end) in enumerate(zip(works, ends)):
        m.put('', f'{CIRCLED[at % 20]} {work}（{unit}課）', '')
        rows = m.chance(0.3)
        for _ in m.until(end - 300):
            asked, answered = m.paragraphs(('polite_question', 'polite_view', 'polite_question'), m.around(150)), m.paragraphs(('polite_answer',), m.around(150))
            if rows:
                m.put('委員\t' + ''.join(asked), f'{unit}課\t' + ''.join(answered))
            else:
                for who, lines in (('委員', asked), (f'{unit}課', answered)):
                    m.put(who, '', *(part for line in lines for part in (line, '')))
        m.put(f'（結論） 委員全員から承認の意思表示があったため、{work}（{unit}課）については同意するものとします。', '')


# ---- who speaks, in one of several shapes


SHAPES = {
    'brackets': '【{}】{}', 'round': '（{}）{}', 'angles': '＜{}＞{}', 'colon': '{}：{}', 'circle': '○{}　{}', 'spaces': '{}　　{}',
    'cells': '{}\t{}', 'alone': '{}\n　{}', 'half': '{}）{}',
}


class Speakers(Council):
    def __init__(self, meeting):
        super().__init__(meeting)
        m = self.m
        self.shape = m.pick(tuple(SHAPES))
        m.tight = self.shape in ('alone', 'spaces', 'cells')
        self.anonymous = self.shape == 'half' or m.chance(0.4)
        self.polite = 'polite' if m.chance(0.7) else 'plain'
        self.indent = '\t' if self.shape == 'cells' else m.pick(('', '　', '　　　'))

    def say(self, who, lines):
        self.m.put(*SHAPES[self.shape].format(who, lines[0]).split('\n'))
        self.m.put(*(self.indent + line for line in lines[1:]))

    def front(self, topics):
        m, tab = self.m, '\t' if self.shape == 'cells' else '　'
        if self.shape == 'cells':
            m.put('会議録', f'会議の名称\t{self.name}')
        else:
            m.put(f'{self.name}　{m.pick(MINUTES)}', '')
        m.put(f'{m.pick(("日時", "開催日時"))}{tab}{m.date()}　{self.times()}', f'{m.pick(("場所", "開催場所"))}{tab}{self.room}')
        m.put(f'{m.pick(("出席者", "出席委員"))}{tab}{self.names()}', f'事務局{tab}{self.staff()}', f'傍聴者{tab}{m.write(m.between(0, 9))}名')
        if self.shape == 'cells':
            m.put('議題\t' + '　'.join(f'（{m.write(at)}）{topic}' for at, topic in enumerate(topics, 1)), '発言者\t議題・発言内容・決定事項')
        else:
            m.put('議題', *(f'（{m.write(at)}）{topic}' for at, topic in enumerate(topics, 1)), '', self.indent_of_course() + '開会')

    def indent_of_course(self):
        return f'{self.m.write(1)}　'

    def member(self):
        m = self.m
        if self.shape == 'circle':
            return '委員'
        if self.anonymous:
            return m.pick(('委員', 'Ａ委員', 'Ｂ委員', 'Ｃ委員', '副会長'))
        return m.pick(self.members).family + '委員'

    def official(self):
        named = self.shape != 'circle' and self.m.chance(0.3)
        return self.m.pick(self.officials).title if named else '事務局'

    def matter(self, at, topic, end):
        m, subject = self.m, topic.removesuffix('について')
        m.put(('\t' if self.shape == 'cells' else '') + f'（{m.write(at)}）{topic}')
        self.say('会長', [f'それでは、{subject}について、事務局から説明をお願いします。'])
        self.say('事務局', m.paragraphs((self.polite + '_explanation',), m.around(250)))
        for _ in m.until(end - 600):
            self.say(self.member(), m.paragraphs((self.polite + '_question',), m.around(90)))
            self.say(self.official(), m.paragraphs((self.polite + '_answer',), m.around(110)))
        self.say('会長', ['ほかに質問はありませんか。なければ、' + subject + 'は原案のとおり承認してよろしいでしょうか。'])
        m.put(self.indent + '（異議なし）')
        self.say('会長', ['異議なしと認めます。'])
        m.put(self.indent + f'※全員一致で、{subject}は原案のとおり承認された。')


def speakers(m, size):
    record = Speakers(m)
    ends = m.shares(size, 3500)
    topics = [m.phrase('topic') for _ in ends]
    record.front(topics)
    record.say('事務局', [f'定刻となりましたので、ただいまから{record.name}を開会いたします。'])
    record.say('会長', [m.phrase('polite_greeting')])
    for at, (topic, end) in enumerate(zip(topics, ends), 1):
        record.matter(at, topic, end)
    record.say('会長', ['以上で、本日の議事を終わります。'])
    m.put('', '以上')


# ---- questions and answers


PAIRS = (('Ｑ{}．', 'Ａ{}．'), ('Q{}：', 'A{}：'), ('（Ｑ）', '（Ａ）'), ('【質疑】', '【回答】'), ('問{}　', '答{}　'), ('質問：', '回答：'),
         ('【意見】', '【回答】'), ('◇', '→'), ('◆', '→'), ('\t', '\t'))


class Answers(Council):
    def __init__(self, meeting):
        super().__init__(meeting)
        self.pair = self.m.pick(PAIRS)
        self.at = 0

    def front(self, topics):
        m = self.m
        m.put(f'{self.name}　{m.pick(MINUTES)}', '', f'１　日　時　{m.date()}　{self.times()}', f'２　場　所　{self.room}',
              f'３　出席者　{self.names()}', f'４　事務局　{self.staff()}', '５　議　題')
        m.put(*(f'　（{m.write(at)}）{topic}' for at, topic in enumerate(topics, 1)), '')

    def exchange(self):
        m = self.m
        self.at += 1
        asked, answered = m.sentences(ASKED, m.around(70)), m.sentences(ANSWERED, m.around(90))
        if self.pair[0] == '\t':
            m.put(f'{m.write(self.at)}\t{"".join(asked)}\t{"".join(answered)}')
            return
        ask, answer = (mark.format(m.write(self.at % 100)) for mark in self.pair)
        m.put(ask + ''.join(asked), answer + answered[0])
        m.put(*('　' + sentence for sentence in answered[1:]))

    def matter(self, at, topic, end):
        m, subject = self.m, topic.removesuffix('について')
        m.put(f'（{m.write(at)}）{topic}', f'事務局から{subject}の資料に沿って説明を行った。')
        outcome = f'【審議結果】{subject}は、原案のとおり承認された。'
        if self.pair[0] == '\t':
            m.put(outcome, 'No.\t質問・意見\t回答')
        for _ in m.until(end - 200):
            self.exchange()
        if self.pair[0] != '\t':
            m.put(outcome)


def answers(m, size):
    record = Answers(m)
    ends = m.shares(size, 3000)
    topics = [m.phrase('topic') for _ in ends]
    record.front(topics)
    for at, (topic, end) in enumerate(zip(topics, ends), 1):
        record.matter(at, topic, end)
    m.put('以上')


# ---- no form


def narrative(m, size):
    """What people said is told, not quoted."""
    record = Council(m)
    ends = m.shares(size, 2500)
    topics = [m.phrase('topic') for _ in ends]
    m.put(f'{record.name}　会議の記録', '', f'日時：{m.date()}　{record.times()}', f'場所：{record.room}', '議題：' + '、'.join(topics),
          f'出席者：{record.names()}', f'事務局：{record.staff()}', '', '１　開会', f'　{record.chair.family}会長があいさつを述べ、続いて事務局が{m.phrase("matter")}の資料の確認を行った。', '', '２　議事')
    for topic, end in zip(topics, ends):
        m.put('○' + topic)
        for _ in m.until(end - 200):
            m.put('　' + ''.join(m.sentences(('plain_narrative',), m.around(120))))
        m.put(f'　協議の結果、{topic.removesuffix("について")}は原案のとおり承認された。')
    m.put('', '３　その他', f'　次回は{m.pick(v.TIMES)}とする。')


def plain(m, size):
    """No minutes at all."""
    m.put(m.phrase('matter') + 'のお知らせ', '')
    for _ in m.until(size):
        m.put(*m.paragraphs(('plain_narrative', 'polite_explanation'), m.around(200)), '')

"""A grammar of what is said at meetings: each name stands for one of its lines, {name} for another name.

Names in capitals are lists of vocabulary.py; {N}, {NN}, {YEAR} ... are numbers in the digits of the document.
Polite: as officials and members of an assembly speak. Plain: as a summary is written (である).
"""

GRAMMAR = {
    # ---- things
    'matter': '''
        {FIELDS}{THINGS}
        {FIELDS}{THINGS}
        {FIELDS}の{THINGS}
        {KATAKANA}を使う{FIELDS}{THINGS}
        {KATAKANA}の{THINGS}
        {place}の{FIELDS}{THINGS}''',
    'thing': '''
        {matter}
        {matter}
        {matter}の{ASPECTS}
        {ADJECTIVES}{matter}
        {ACTORS}の{ASPECTS}
        {ACTORS}からの{ADJECTIVES}{SAHEN}
        {ADJECTIVES}{KATAKANA}
        {TIMES}の{matter}
        {amount}の{THINGS}
        {FIELDS}と{FIELDS}の{THINGS}''',
    'place': '''
        {TOWN_HEADS}{TOWN_TAILS}地区
        {TOWN_HEADS}{TOWN_TAILS}
        {TOWN_HEADS}通り
        第{N}小学校区
        {TOWN_HEADS}川の{SIDES}''',
    'amount': '''
        {NN}件
        約{NN}人
        {NN}％
        {NNN}万円
        {NN}か所
        {N}割
        {NNN}平方メートル
        {N}年間
        {N}回''',
    'grounds': '''
        {thing}については、
        {thing}に関しては、
        {thing}を踏まえ、
        {TIMES}に{ACTORS}と{SAHEN}を行い、
        {thing}と{thing}を{ADVERBS}{SAHEN}しながら、
        {thing}が{SAHEN}されたことから、
        {ACTORS}に対して{thing}を{SAHEN}し、
        {thing}を{SAHEN}した上で、
        {VERBS_TE}、
        {ACTORS}から{thing}の{SAHEN}を求める声があり、
        {thing}は{amount}に上るため、
        {TIMES}までの{thing}を{VERBS_TE}、
        {thing}が{amount}にとどまる一方で、
        {place}では{thing}が進んでおらず、
        {YEAR}の{matter}では{amount}を{SAHEN}しており、
        「{matter}」という{KATAKANA}を{SAHEN}する中で、''',

    # ---- polite
    'spoken': '''
        {grounds}{ACTORS}からも{ADVERBS}{SAHEN}してほしいというようなお話をいただいているところでございまして、
        {grounds}これまでにも{thing}を{SAHEN}してまいったわけでございますけれども、
        そういったことも含めまして、{grounds}
        {grounds}なかなか{SAHEN}が進んでいないというふうに受け止めておりまして、
        申し上げるまでもなく、{thing}というのはやはり{ADJECTIVES}ものでございますので、
        {grounds}{thing}といったようなものをできるだけ分かりやすく{SAHEN}していただいた上で、
        先ほども申し上げましたように、{grounds}{grounds}
        {grounds}いろいろな御意見があろうかとは思いますけれども、''',
    'polite_question': '''
        {grounds}どのように{SAHEN}しているのか、お伺いいたします。
        {grounds}{thing}はどのようになっているのでしょうか。
        {grounds}{grounds}{thing}の{ASPECTS}をお尋ねします。
        {thing}について、{ACTORS}への{SAHEN}は{ADVERBS}行われているのか、お聞かせください。
        {grounds}{thing}を{ADVERBS}{SAHEN}すべきと考えますが、いかがでしょうか。
        {grounds}{ACTORS}の{ASPECTS}をどう{SAHEN}しているのか、御見解をお示しください。
        {thing}の{ASPECTS}が{amount}というのは、{thing}に比べて少ないのではないでしょうか。
        {spoken}{spoken}{thing}についてはどのように{SAHEN}していらっしゃるのか、お聞かせください。
        {spoken}{grounds}{thing}を{SAHEN}していくべきではないかと思うのですが、{ACTORS}の{SAHEN}はいかがでしょうか。
        {grounds}{thing}を{SAHEN}していただきたいと思いますが、{ACTORS}との{SAHEN}はいつ頃になりますか。''',
    'polite_view': '''
        {grounds}{thing}は{ADJECTIVES}ものであると感じております。
        {grounds}{thing}に{ADJECTIVES}{ASPECTS}があると、{ACTORS}から伺っております。
        {spoken}{thing}をこのまま{SAHEN}していってよいものかどうか、私も{ADVERBS}考えております。
        {spoken}{spoken}{thing}に{SAHEN}していくことになるのではないかなと、{ADVERBS}感じております。
        私は{TIMES}、{place}を訪れ、{thing}を{VERBS_TE}まいりました。
        {grounds}{grounds}{thing}が{SAHEN}されていないように思われます。
        {thing}の{SAHEN}は、{ACTORS}にとっても{ADJECTIVES}{THINGS}であります。
        {grounds}{ACTORS}の{SAHEN}が{ADVERBS}進むことを期待しております。''',
    'polite_answer': '''
        {grounds}{thing}を{ADVERBS}{SAHEN}してまいりたいと考えております。
        {grounds}{grounds}{thing}を{SAHEN}しているところでございます。
        {thing}の{ASPECTS}につきましては、{TIMES}の時点で{amount}となっております。
        {spoken}{grounds}{thing}につきましても{SAHEN}させていただきたいというふうに、{ADVERBS}考えているところでございます。
        {spoken}{spoken}{ACTORS}の皆様とも{SAHEN}しながら進めてまいりたいと思っておりますので、{thing}の{SAHEN}をお願いいたします。
        {spoken}{thing}は{amount}ということになってございます。
        {grounds}{TIMES}から{thing}の{SAHEN}を行う予定であります。
        {grounds}{ACTORS}と{SAHEN}し、{thing}の{SAHEN}に努めてまいります。
        {thing}は{amount}でございまして、{thing}に比べますと{amount}増えております。
        {grounds}{thing}までは{SAHEN}しておりませんが、{thing}と併せて{SAHEN}いたします。
        {grounds}{thing}を{VERBS_TE}、{ADVERBS}{SAHEN}していくことが{ADJECTIVES}{ASPECTS}であると認識しております。''',
    'polite_explanation': '''
        本案は、{thing}に伴い、{thing}を{SAHEN}しようとするものでございます。
        主な内容は、{thing}が{amount}、{thing}が{amount}の{SAHEN}であります。
        {grounds}{thing}の規定を{SAHEN}するものであります。
        {thing}につきましては、資料の{N}ページに{ASPECTS}を記載しております。
        {YEAR}の{matter}は{amount}で、前の年に比べて{amount}の{CHANGES}でございます。
        {grounds}{grounds}{thing}を定めるものであります。
        {spoken}{thing}を{SAHEN}させていただくというものでございます。
        次に、{thing}でございますが、{ACTORS}を対象に{thing}を{SAHEN}するものであります。''',
    'polite_reason': '''
        {grounds}{thing}が{SAHEN}される以上、本案に{SIDES_OF_DEBATE}の立場から意見を申し上げます。
        {thing}は{ACTORS}の暮らしに関わるものであり、{ADVERBS}{SAHEN}することを求めるものであります。
        {grounds}{thing}の{SAHEN}が{ADVERBS}示されていないことを指摘いたします。
        {thing}に{amount}を投じることは、{ADJECTIVES}{ASPECTS}から見ても{JUDGED}であります。''',
    'polite_greeting': '''
        {TIMES}の{ADJECTIVES}時期に、{place}からもお集まりいただき、ありがとうございます。
        本日は、{matter}について{ADJECTIVES}議論をいただきたいと存じます。
        {ACTORS}の皆様には、日頃から{matter}の{SAHEN}に御尽力いただいております。''',

    # ---- plain
    'plain_question': '''
        {grounds}{thing}はどのように{SAHEN}するのか。
        {thing}を{SAHEN}するとのことだが、{ACTORS}への{SAHEN}はいつ行うのか。
        {grounds}{thing}を{ADVERBS}{SAHEN}してもらいたい。
        {thing}の{ASPECTS}を知りたい。
        {grounds}{thing}を{SAHEN}した方がよいのではないか。
        {thing}が{amount}というのは{JUDGED}か。また、{thing}の{ASPECTS}は何か。
        {grounds}{grounds}{ACTORS}にも分かるように{SAHEN}する必要があると思う。
        {thing}の{SAHEN}は{ACTORS}が行うという理解でよいか。''',
    'plain_answer': '''
        {grounds}{thing}を{SAHEN}する予定である。
        {thing}は{amount}である。{grounds}{SAHEN}している。
        {grounds}{thing}の{ASPECTS}を{ADVERBS}{SAHEN}したい。
        {thing}については、{ACTORS}と{SAHEN}した上で{TIMES}に{SAHEN}する。
        {grounds}{grounds}{thing}を{SAHEN}することとしている。
        {TIMES}の時点で{amount}であり、{thing}に比べて{CHANGES}している。
        {thing}までは{SAHEN}していないが、{thing}で{SAHEN}する。
        {grounds}{thing}を仕様書に{SAHEN}する。''',
    'plain_explanation': '''
        {matter}の{ASPECTS}について、資料{N}のとおり{SAHEN}したものである。
        {grounds}{thing}を{SAHEN}することについての諮問である。
        {thing}は{YEAR}から{SAHEN}しており、{amount}を見込んでいる。
        {grounds}{ACTORS}に{thing}を{SAHEN}するなどの措置を講じる。''',
    'plain_narrative': '''
        {ACTORS}の代表が{thing}について{SAHEN}し、{thing}の{ASPECTS}を述べた。
        {grounds}{thing}を{SAHEN}することが話し合われた。
        {TIMES}の{thing}について、{amount}であるとの{SAHEN}があった。
        {thing}を{VERBS_TE}、{ADVERBS}{SAHEN}することとなった。''',
    'plain_greeting': '''
        皆さん、{TIMES}のお忙しいところ{place}までお越しいただきありがとうございます。{matter}について{ADVERBS}御審議をお願いいたします。
        {matter}の{SAHEN}に{ADVERBS}取り組んでまいりましたので、{ADJECTIVES}御意見をお願いいたします。''',

    # ---- titles
    'work': '''
        {matter}業務委託
        {place}{FIELDS}{THINGS}業務委託
        {FIELDS}{THINGS}及び{FIELDS}{THINGS}''',
    'topic': '''
        {matter}について
        {place}の{matter}について
        {YEAR}の{matter}について
        {ADJECTIVES}{matter}について''',
    'bill': '''
        {FIELDS}{THINGS}に関する条例の一部を改正する条例の制定について
        {FIELDS}{THINGS}基金条例の制定について
        {YEAR}{FIELDS}特別会計補正予算（第{N}号）
        {place}{FIELDS}{THINGS}の取得について
        {place}の{FIELDS}{THINGS}に係る指定管理者の指定について
        {FIELDS}{THINGS}請負契約の締結について''',
    'law': '''
        {FIELDS}{THINGS}法案
        {FIELDS}の{SAHEN}等に関する法律案
        {FIELDS}{THINGS}法の一部を改正する法律案''',
    'paper': '''
        {matter}
        {YEAR}の{matter}
        {place}の{FIELDS}{THINGS}（案）
        {matter}の{ASPECTS}''',
}

# Short lists that only phrases use.
LISTS = {
    'SIDES': '右岸 左岸 河口 上流 下流 橋のたもと 土手',
    'CHANGES': '増加 減少 微増 微減 横ばいから増加 倍増',
    'JUDGED': '妥当 過大 過少 適切 不十分 やむを得ないもの 前例のないこと',
    'SIDES_OF_DEBATE': '賛成 反対',
}

"""Every form with what writes it, how often it occurs, its digits, and the damage that it comes with."""
import collections

from . import assembly, council, damage, state
from .meeting import Meeting

Form = collections.namedtuple('Form', 'name write share digits damage per_file')

VERBATIM = ((damage.trailing_space, 0.1), (damage.wrap, 0.25), (damage.page_numbers, 0.1))
SUMMARY = ((damage.trailing_space, 0.1), (damage.page_numbers, 0.15), (damage.blank_lines, 0.1))
NUMERALS = ('full', 'full', 'half')

FORMS = (
    Form('assembly-plenary', assembly.plenary, 20, NUMERALS, VERBATIM + ((damage.spaced_titles, 0.1),), 1.3),
    Form('assembly-committee', assembly.committee, 12, NUMERALS, VERBATIM, 1.3),
    Form('assembly-labels', assembly.labelled, 4, NUMERALS, SUMMARY, 1),
    Form('diet', state.diet, 9, ('kanji',), ((damage.page_numbers, 0.1),), 1.5),
    Form('ministry-council', state.ministry, 12, NUMERALS, VERBATIM, 1.5),
    Form('council-speakers', council.speakers, 16, NUMERALS, SUMMARY, 0.8),
    Form('council-qa', council.answers, 8, NUMERALS, SUMMARY, 0.7),
    Form('council-table', council.table, 9, ('half',), ((damage.page_numbers, 0.3), (damage.tags, 0.2)), 0.8),
    Form('council-labels', council.labels, 5, ('half',), ((damage.page_numbers, 0.3),), 0.8),
    Form('council-written', council.written, 2, ('half',), ((damage.trailing_space, 0.2),), 0.7),
    Form('generic', council.narrative, 2, NUMERALS, SUMMARY[::2], 0.6),
    Form('plain', council.plain, 1, NUMERALS, SUMMARY[::2], 0.6),
)


def by_name(name):
    return next(form for form in FORMS if form.name == name)


def minutes(form, random, size):
    """The text of one meeting's minutes, of about `size` bytes in UTF-8."""
    m = Meeting(random, random.choice(form.digits))
    form.write(m, size)
    lines = m.page.lines
    for spoil, probability in form.damage:
        if random.random() < probability:
            lines = spoil(m, lines)
    ends = '\r\n' if not m.tight and random.random() < 0.1 else '\n'
    return ends.join(lines) + ends

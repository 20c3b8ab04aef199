"""What extraction does to minutes: pages that cut sentences, spaced letters, blank lines, lost markers, tags."""


def wrap(m, lines):
    """Lines cut where a page of print ends them, and pages with their numbers, as pdftotext gives them."""
    width, rows = m.between(36, 44), m.between(28, 44)
    form = m.pick(('－{}－', '- {} -', '－ {} －', '{}'))
    out, page, row = [], 1, 0
    for line in lines:
        for start in range(0, len(line), width) if '\t' not in line else (0,):
            out.append(line[start:start + width] if '\t' not in line else line)
            row += 1
            if row == rows:
                out += [form.format(m.write(page)), '']
                page, row = page + 1, 0
    return out


def page_numbers(m, lines):
    """Page numbers inside sentences of long lines."""
    out, page, left = [], 1, m.between(20, 50)
    for line in lines:
        left -= 1
        if left > 0 or len(line) < 80:
            out.append(line)
            continue
        cut = m.between(20, len(line) - 1)
        out += [line[:cut], f'－{m.write(page)}－', '', line[cut:]]
        page, left = page + 1, m.between(20, 50)
    return out


def blank_lines(m, lines):
    """Between all lines, but where labels stand above what is said."""
    if m.tight:
        return lines
    return [part for line in lines for part in ((line, '') if line else ('',))]


def tags(m, lines):
    """Some lines as paragraphs of mark-up, several on a line."""
    out, row = [], []
    for line in lines:
        if len(line) < 30 or '\t' in line or '<' in line or m.chance(0.6):
            out += row and [' '.join(row)]
            out.append(line)
            row = []
            continue
        row.append(m.pick(('<p>{}</p>', '<p>{}</p>', '<p>{}<br></p>', '<p>&nbsp;{}</p>')).format(line.strip()))
        if m.chance(0.5):
            out.append(' '.join(row))
            row = []
    return out + (row and [' '.join(row)])


def spaced_titles(m, lines):
    """会 議 録: the first line's letters apart."""
    for at, line in enumerate(lines):
        if line.strip():
            first = line.lstrip('　')
            if len(first) < 30 and '\t' not in first:
                lines[at] = line[:len(line) - len(first)] + ' '.join(first)
            break
    return lines


def trailing_space(m, lines):
    return [line + '　' if line and m.chance(0.1) else line for line in lines]

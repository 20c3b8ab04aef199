#include "parse/agenda.h"

#include "grammar/lists.h"
#include "parse/sentence.h"
#include "text/unicode.h"

enum { DEEPEST_AGENDA = 16 };

/* An item's number where it begins, with its rung; or a stretch of text before the first. */
struct mark {
    size_t start, number_end;
    size_t rung;
};

/* An item while the agenda grows: the item itself comes first, so that a node is one. */
struct node {
    giji_agenda_item item;
    size_t rung;
    struct node *last_child;
};

struct outline {
    struct arena *arena;
    const struct grammar *grammar;
    struct matcher *matcher;
    giji_string text;
    struct node *open[DEEPEST_AGENDA]; /* the last item on each depth */
    size_t depth;
    struct node *first, *last;
};

/* The longest number that begins at `at`. A bullet before a number of its own is part of neither.
 */
static bool mark_at(struct outline *outline, size_t at, struct mark *mark)
{
    giji_string rest = giji_slice_cut(outline->text, at, outline->text.length);
    struct match match;
    *mark = (struct mark){.start = at, .rung = SIZE_MAX};
    for (size_t i = 0; i < outline->grammar->rung_count; i++) {
        const struct pattern *rung = &outline->grammar->rungs[i].pattern;
        if (giji_match_here(outline->matcher, rung, rest, &match) != MATCH_YES || match.end == 0)
            continue;
        if (mark->rung == SIZE_MAX || at + match.end > mark->number_end)
            *mark = (struct mark){at, at + match.end, i};
    }
    return mark->rung != SIZE_MAX;
}

/* The next mark at a line's start or behind white space, at or after `from`. */
static bool next_mark(struct outline *outline, size_t from, struct mark *mark)
{
    giji_string text = outline->text;
    bool behind_space = from == 0;
    for (size_t at = from, here = from; at < text.length; here = at) {
        uint32_t character = giji_next_char(text, &at);
        bool space = giji_is_space(character);
        if (!space && behind_space && mark_at(outline, here, mark))
            return true;
        behind_space = space;
    }
    return false;
}

static bool is_opener(uint32_t c)
{
    return c == '(' || c == U'（' || c == U'〔';
}

static bool is_closer(uint32_t c)
{
    return c == ')' || c == U'）' || c == U'〕';
}

/* Parts "title（department）": the bracket at the end, where it names a unit of an office. */
static giji_string part_department(const struct grammar *grammar, giji_string *title)
{
    size_t end = title->length;
    if (!is_closer(giji_previous_char(*title, &end)))
        return (giji_string){NULL, 0};
    size_t start = end, open = end;
    uint32_t c = giji_previous_char(*title, &open);
    while (c && !is_opener(c) && !is_closer(c)) {
        start = open;
        c = giji_previous_char(*title, &open);
    }
    giji_string inside = giji_trim(giji_slice_cut(*title, start, end));
    if (is_opener(c) && giji_listed_last(grammar, WORDS_OFFICE_UNITS, inside)) {
        *title = giji_trim(giji_slice_cut(*title, 0, open));
        return inside;
    }
    return (giji_string){NULL, 0};
}

/* A title that stands wholly in 「 」 is what stands in them. */
static giji_string unquote(giji_string title)
{
    giji_string open = giji_slice("「"), close = giji_slice("」");
    bool quoted = giji_slice_begins(title, open) && giji_slice_ends(title, close) &&
                  giji_slice_find(title, close, 0) == title.length - close.length;
    return quoted ? giji_trim(giji_slice_cut(title, open.length, title.length - close.length))
                  : title;
}

/* The bullet before a number that has a rung of its own ("・諮問第3号") is no level of its own. */
static void skip_bullet(struct outline *outline, struct mark *mark)
{
    struct mark inner;
    size_t at = mark->number_end;
    if (mark->rung + 1 != outline->grammar->rung_count || !mark_at(outline, at, &inner))
        return;
    if (inner.rung != mark->rung)
        mark->start = inner.start, mark->number_end = inner.number_end;
}

/* Whether the number at `next` stands right behind the one at `mark`, on its line, and is the beginning of what
 * that one numbers: 第４　議案第24号. */
static bool joins_title(const struct outline *outline, const struct mark *mark,
                        const struct mark *next)
{
    if (!outline->grammar->rungs[next->rung].joins_title)
        return false;
    for (size_t at = mark->number_end; at < next->start;) {
        uint32_t c = giji_next_char(outline->text, &at);
        if (!giji_is_space(c) || c == '\n')
            return false;
    }
    return true;
}

/* The next item's mark behind `mark`. */
static bool next_item(struct outline *outline, const struct mark *mark, struct mark *next)
{
    bool more = next_mark(outline, mark->number_end, next);
    return more && joins_title(outline, mark, next) ? next_mark(outline, next->number_end, next)
                                                    : more;
}

/* Puts the node behind its last sibling, under the last node that stands further out. */
static void hang(struct outline *outline, struct node *node)
{
    while (outline->depth && outline->open[outline->depth - 1]->rung >= node->rung)
        outline->depth--;
    struct node *parent = outline->depth ? outline->open[outline->depth - 1] : NULL;
    struct node **last = parent ? &parent->last_child : &outline->last;
    if (*last)
        (*last)->item.next = &node->item;
    else if (parent)
        parent->item.child = &node->item;
    else
        outline->first = node;
    *last = node;
    if (outline->depth == DEEPEST_AGENDA)
        outline->depth--;
    outline->open[outline->depth++] = node;
}

/* Where another group begins inside a title, without a number: "計画の改定（企画課） 報告事項" holds two. The
 * title's length where none does. */
static size_t group_start(const struct outline *outline, giji_string title)
{
    size_t start = title.length;
    for (size_t at = title.length; at > 0 && start == title.length;) {
        size_t next = at;
        if (giji_is_space(giji_previous_char(title, &at)))
            start = next;
    }
    size_t end = giji_trim(giji_slice_cut(title, 0, start)).length;
    if (start == title.length || !is_closer(giji_previous_char(title, &end)))
        return title.length;
    bool ends = giji_listed_last(outline->grammar, WORDS_ITEM_ENDINGS, title) > 0;
    return ends ? start : title.length;
}

static void add_one(struct outline *outline, giji_string number, giji_string title, size_t rung)
{
    struct node *node = title.length ? giji_arena_alloc(outline->arena, sizeof *node) : NULL;
    if (!node)
        return;
    node->rung = rung;
    node->item.number = number;
    node->item.department = part_department(outline->grammar, &title);
    node->item.title = giji_one_line(outline->arena, unquote(title));
    hang(outline, node);
}

static void add_item(struct outline *outline, const struct mark *mark, size_t end)
{
    giji_string text = outline->text;
    giji_string title = giji_trim(giji_slice_cut(text, mark->number_end, end));
    bool bullet = mark->rung + 1 == outline->grammar->rung_count &&
                  mark->number_end - mark->start <= strlen("・");
    giji_string number = bullet ? (giji_string){NULL, 0}
                                : giji_trim(giji_slice_cut(text, mark->start, mark->number_end));
    size_t group = group_start(outline, title);
    add_one(outline, number, giji_trim(giji_slice_cut(title, 0, group)), mark->rung);
    if (group < title.length)
        add_one(outline, (giji_string){NULL, 0}, giji_slice_cut(title, group, title.length), 0);
}

/* An agenda without any number: a line is an item. */
static void add_lines(struct outline *outline)
{
    giji_string text = outline->text;
    for (size_t at = 0; at < text.length;) {
        size_t stop = giji_slice_find_byte(text, '\n', at);
        add_one(outline, (giji_string){NULL, 0}, giji_trim(giji_slice_cut(text, at, stop)), 0);
        at = stop + 1;
    }
}

const giji_agenda_item *giji_read_agenda(struct arena *arena, const struct grammar *grammar,
                                         struct matcher *matcher, giji_string text)
{
    struct outline outline = {.arena = arena, .grammar = grammar, .matcher = matcher, .text = text};
    struct mark mark, next;
    bool more = next_mark(&outline, 0, &mark);
    struct mark heading = {.rung = 0};
    if (!more)
        add_lines(&outline);
    else if (mark.start > 0)
        add_item(&outline, &heading, mark.start);
    while (more) {
        skip_bullet(&outline, &mark);
        more = next_item(&outline, &mark, &next);
        add_item(&outline, &mark, more ? next.start : text.length);
        mark = next;
    }
    return outline.first ? &outline.first->item : NULL;
}

/* ---- materials ------------------------------------------------------------------------ */

/* Behind a word for a material: its number, as in 資料１－２, 資料№3, 参考資料; where it ends. */
static size_t material_number_end(giji_string text, size_t at)
{
    size_t end = at;
    for (size_t next = at; next < text.length; end = next) {
        uint32_t c = giji_next_char(text, &next);
        bool digit =
            (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９') || (c >= U'①' && c <= U'⑳');
        bool sign = c == '-' || c == U'－' || c == U'ー' || c == U'№' || c == U'の';
        if (!digit && !sign)
            break;
    }
    return end;
}

/* Whether a material begins at `at`; then where its number ends. */
static bool material_at(const struct grammar *grammar, giji_string text, size_t at, size_t *end)
{
    const struct words *words = &grammar->words[WORDS_MATERIAL_WORDS];
    giji_string rest = giji_slice_cut(text, at, text.length);
    for (size_t i = 0; i < words->count; i++) {
        if (!giji_slice_begins(rest, words->items[i]))
            continue;
        *end = material_number_end(text, at + words->items[i].length);
        if (*end > at + words->items[i].length)
            return true;
    }
    return false;
}

static size_t next_material(const struct grammar *grammar, giji_string text, size_t from,
                            size_t *end)
{
    bool behind_space = true;
    for (size_t at = from, here = from; at < text.length; here = at) {
        bool space = giji_is_space(giji_next_char(text, &at));
        if (!space && behind_space && material_at(grammar, text, here, end))
            return here;
        behind_space = space;
    }
    return text.length;
}

const giji_material *giji_read_materials(struct arena *arena, const struct grammar *grammar,
                                         giji_string text, size_t *count)
{
    giji_material *materials = NULL;
    size_t capacity = 0, end = 0;
    *count = 0;
    for (size_t at = next_material(grammar, text, 0, &end); at < text.length;) {
        size_t title = end;
        size_t next = next_material(grammar, text, title, &end);
        giji_material *material =
            giji_arena_push(arena, &materials, count, &capacity, sizeof *material);
        if (!material)
            return NULL;
        material->number = giji_slice_cut(text, at, title);
        material->title = giji_one_line(arena, giji_trim(giji_slice_cut(text, title, next)));
        at = next;
    }
    return materials;
}

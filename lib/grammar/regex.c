#include "grammar/regex.h"

#include "base/ascii.h"
#include "text/unicode.h"

enum { DEEPEST_GROUP = 60, LARGEST_COUNT = 65535 };

struct reader {
    giji_string text;
    size_t at;
    struct arena *arena;
    unsigned depth;
    bool lines, dot_all; /* (?m) and (?s) hold here */
    bool whole;          /* the alternatives that come next are not to be grouped anew, */
    bool flagged;        /* nor those at hand */
    bool failed;         /* the pattern holds what is not read */
    struct regex_class *first_class, *last_class;
    struct regex_choice *choices;
};

static const struct range white_space[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},
                                           {0xA0, 0xA0},     {0x1680, 0x1680}, {0x180E, 0x180E},
                                           {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F},
                                           {0x205F, 0x205F}, {0x3000, 0x3000}};
static const struct range horizontal_space[] = {
    {0x09, 0x09},     {0x20, 0x20},     {0xA0, 0xA0},     {0x1680, 0x1680}, {0x180E, 0x180E},
    {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
static const struct range vertical_space[] = {{0x0A, 0x0D}, {0x85, 0x85}, {0x2028, 0x2029}};

bool giji_is_white_space(const struct charset *set)
{
    return set->count == sizeof white_space / sizeof *white_space &&
           memcmp(set->ranges, white_space, sizeof white_space) == 0;
}

/* ---- the text ------------------------------------------------------------------------------------- */

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->text.length;
}

static char peek(const struct reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;
    return (char)(at < reader->text.length ? reader->text.data[at] : '\0');
}

static bool accept(struct reader *reader, const char *word)
{
    giji_string rest = giji_slice_cut(reader->text, reader->at, reader->text.length);
    if (!giji_slice_begins(rest, giji_slice(word)))
        return false;
    reader->at += strlen(word);
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static uint32_t take_char(struct reader *reader)
{
    return giji_next_char(reader->text, &reader->at);
}

/* What PCRE2 passes over with EXTENDED, beside comments. */
static bool is_layout(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0D) || c == ' ' || c == 0x85 || c == 0x200E || c == 0x200F ||
           c == 0x2028 || c == 0x2029;
}

static void skip_layout(struct reader *reader)
{
    while (!at_end(reader)) {
        size_t next = reader->at;
        if (peek(reader, 0) == '#') {
            size_t feed = giji_slice_find(reader->text, giji_slice("\n"), reader->at);
            reader->at = feed == SIZE_MAX ? reader->text.length : feed;
        } else if (is_layout(giji_next_char(reader->text, &next))) {
            reader->at = next;
        } else {
            return;
        }
    }
}

/* ---- the tree ------------------------------------------------------------------------------------- */

static struct tree *new_tree(struct reader *reader, enum tree_kind kind, struct tree *child)
{
    struct tree *tree = giji_arena_alloc(reader->arena, sizeof *tree);
    if (tree)
        *tree = (struct tree){.kind = kind, .child = child};
    reader->failed |= !tree;
    return tree;
}

static struct tree *repeat(struct reader *reader, struct tree *child, uint32_t least, uint32_t most)
{
    struct tree *tree = new_tree(reader, TREE_REPEAT, child);
    if (tree) {
        tree->least = least;
        tree->most = most;
    }
    return tree;
}

static struct tree *new_set(struct reader *reader, const struct charset *set)
{
    struct tree *tree = new_tree(reader, TREE_SET, NULL);
    if (tree)
        tree->set = *set;
    return tree;
}

static void add_ranges(struct reader *reader, struct charset *set, const struct range *ranges,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        giji_charset_add(set, reader->arena, ranges[i].first, ranges[i].last);
}

static struct tree *any_char(struct reader *reader)
{
    struct charset set = {0};
    giji_charset_add(&set, reader->arena, 0, LAST_CHARACTER);
    return new_set(reader, &set);
}

static struct tree *dot(struct reader *reader)
{
    struct charset set = {0};
    if (reader->dot_all)
        return any_char(reader);
    giji_charset_add(&set, reader->arena, 0, '\n' - 1);
    giji_charset_add(&set, reader->arena, '\n' + 1, LAST_CHARACTER);
    return new_set(reader, &set);
}

static struct tree *any_text(struct reader *reader)
{
    return repeat(reader, any_char(reader), 0, REPEAT_ENDLESS);
}

static struct tree *character(struct reader *reader, uint32_t c)
{
    struct charset set = {0};
    giji_charset_add(&set, reader->arena, c, c);
    return new_set(reader, &set);
}

/* ---- escapes and classes -------------------------------------------------------------------------- */

/* The set that the letter behind a backslash stands for. False where it stands for none that is known. */
static bool add_named_set(struct reader *reader, char letter, struct charset *set)
{
    struct charset own = {0};
    switch (letter) {
    case 's':
    case 'S':
        add_ranges(reader, &own, white_space, sizeof white_space / sizeof *white_space);
        break;
    case 'h':
    case 'H':
        add_ranges(reader, &own, horizontal_space,
                   sizeof horizontal_space / sizeof *horizontal_space);
        break;
    case 'v':
    case 'V':
        add_ranges(reader, &own, vertical_space, sizeof vertical_space / sizeof *vertical_space);
        break;
    default:
        return false;
    }
    if (letter < 'a')
        own = giji_charset_complement(&own, reader->arena);
    giji_charset_unite(set, reader->arena, &own);
    return true;
}

/* The character that a letter or sign behind a backslash is, or -1. */
static long plain_escape(uint32_t c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'f':
        return '\f';
    default:
        return c < 0x80 && giji_is_alnum((char)c) ? -1 : (long)c;
    }
}

/* [:alpha:] and the like, behind the first bracket; [:<:] is the start of a word. */
static bool may_be_posix_class(const struct reader *reader)
{
    char mark = peek(reader, 0);
    return mark == ':' || mark == '.' || mark == '=';
}

/* The byte behind a property (\d, \w, \p{...}), whose first letter stands at the reader's place; there itself where it is none
 * of these. */
static size_t property_end(const struct reader *reader)
{
    char letter = peek(reader, 0);
    if (letter && strchr("dDwW", letter))
        return reader->at + 1;
    if ((letter != 'p' && letter != 'P') || peek(reader, 1) != '{')
        return reader->at;
    size_t end = giji_slice_find(reader->text, giji_slice("}"), reader->at);
    return end == SIZE_MAX ? reader->at : end + 1;
}

/* What a class holds, as far as that is known. */
struct members {
    struct charset set;
    bool unknown; /* there is a property among them */
};

/* The member of a class at the reader's place: a character, or -1 for others that have been added. */
static long read_member(struct reader *reader, struct members *members)
{
    uint32_t c = take_char(reader);
    reader->failed |= c == '[' && may_be_posix_class(reader);
    if (c != '\\')
        return (long)c;
    char letter = peek(reader, 0);
    if (add_named_set(reader, letter, &members->set)) {
        reader->at++;
        return -1;
    }
    size_t end = property_end(reader);
    if (end > reader->at) {
        reader->at = end;
        members->unknown = true;
        return -1;
    }
    long plain = plain_escape(take_char(reader));
    reader->failed |= plain < 0;
    return plain;
}

static void read_range(struct reader *reader, struct members *members)
{
    long first = read_member(reader, members);
    if (first < 0)
        return;
    long last = first;
    if (peek(reader, 0) == '-' && peek(reader, 1) != ']' && peek(reader, 1) != '\0') {
        reader->at++;
        last = read_member(reader, members);
    }
    reader->failed |= last < first;
    if (!reader->failed)
        giji_charset_add(&members->set, reader->arena, (uint32_t)first, (uint32_t)last);
}

/* Notes the class that begins at byte `start` and ends where the reader is. */
static void note_class(struct reader *reader, size_t start, bool negated, struct charset set)
{
    struct regex_class *class = giji_arena_alloc(reader->arena, sizeof *class);
    if (!class)
        return;
    *class =
        (struct regex_class){.start = start, .end = reader->at, .negated = negated, .set = set};
    if (reader->last_class)
        reader->last_class->next = class;
    else
        reader->first_class = class;
    reader->last_class = class;
}

/* The class behind its opening bracket. */
static struct tree *read_class(struct reader *reader)
{
    struct members members = {0};
    size_t start = reader->at - 1;
    bool negated = accept(reader, "^");
    for (bool first = true; !reader->failed && (first || peek(reader, 0) != ']'); first = false) {
        if (at_end(reader))
            reader->failed = true;
        else
            read_range(reader, &members);
    }
    reader->at++;
    if (members.unknown)
        return any_char(reader);
    if (negated)
        members.set = giji_charset_complement(&members.set, reader->arena);
    note_class(reader, start, negated, members.set);
    return new_set(reader, &members.set);
}

/* \R: the end of a line. */
static struct tree *line_break(struct reader *reader)
{
    struct charset set = {0};
    add_ranges(reader, &set, vertical_space, sizeof vertical_space / sizeof *vertical_space);
    return repeat(reader, new_set(reader, &set), 1, 2);
}

static struct tree *fail(struct reader *reader)
{
    reader->failed = true;
    return NULL;
}

/* What a letter behind a backslash is that stands for no character of its own; NULL for all others. */
static struct tree *read_letter(struct reader *reader, uint32_t letter)
{
    switch (letter) {
    case 'A':
        return new_tree(reader, TREE_TEXT_START, NULL);
    case 'Z':
    case 'z':
        return new_tree(reader, TREE_END, NULL);
    case 'b':
    case 'B':
    case 'K':
        return new_tree(reader, TREE_EMPTY, NULL);
    case 'N': /* \N{U+3042} is one character, \N{2} are two of any */
        return peek(reader, 0) == '{' && !is_digit(peek(reader, 1)) ? fail(reader)
                                                                    : any_char(reader);
    case 'R':
        return line_break(reader);
    default:
        return NULL;
    }
}

/* The set whose letter stands at the reader's place, behind a backslash. */
static struct tree *read_named_set(struct reader *reader, const struct charset *set)
{
    reader->at++;
    if (giji_is_white_space(set))
        note_class(reader, reader->at - 2, false, *set);
    return new_set(reader, set);
}

/* The escape behind its backslash. */
static struct tree *read_escape(struct reader *reader)
{
    struct charset set = {0};
    if (add_named_set(reader, peek(reader, 0), &set))
        return read_named_set(reader, &set);
    size_t end = property_end(reader);
    if (end > reader->at) {
        reader->at = end;
        return any_char(reader);
    }
    uint32_t c = take_char(reader);
    struct tree *tree = read_letter(reader, c);
    if (tree || reader->failed)
        return tree;
    if (c >= '1' && c <= '9' && !is_digit(peek(reader, 0)))
        return any_text(reader);
    long plain = plain_escape(c);
    return plain < 0 ? fail(reader) : character(reader, (uint32_t)plain);
}

/* ---- groups --------------------------------------------------------------------------------------- */

static struct tree *read_choice(struct reader *reader);

/* The alternatives up to the closing bracket, which is passed; flags set in them end with them. */
static struct tree *read_inside(struct reader *reader)
{
    bool lines = reader->lines, dot_all = reader->dot_all;
    if (++reader->depth > DEEPEST_GROUP)
        return fail(reader);
    struct tree *tree = read_choice(reader);
    reader->depth--;
    reader->failed |= !accept(reader, ")");
    reader->lines = lines;
    reader->dot_all = dot_all;
    return tree;
}

static struct tree *read_named(struct reader *reader, const char *close)
{
    size_t end = giji_slice_find(reader->text, giji_slice(close), reader->at);
    if (end == SIZE_MAX || peek(reader, 0) == '*') /* (?<*a) looks behind */
        return fail(reader);
    reader->at = end + 1;
    return read_inside(reader);
}

/* Alternatives whose numbers or lengths another group around some of them would change. */
static struct tree *read_whole(struct reader *reader)
{
    reader->whole = true;
    return read_inside(reader);
}

/* What looks around and is not asked. */
static struct tree *read_aside(struct reader *reader)
{
    read_whole(reader);
    return new_tree(reader, TREE_EMPTY, NULL);
}

/* (?m) and the like hold to the end of the group around them, (?m:...) in their own. */
static struct tree *read_flags(struct reader *reader)
{
    bool lines = reader->lines, dot_all = reader->dot_all;
    for (; peek(reader, 0) == 'm' || peek(reader, 0) == 's'; reader->at++) {
        lines |= peek(reader, 0) == 'm';
        dot_all |= peek(reader, 0) == 's';
    }
    bool held = accept(reader, ")");
    if (!held && !accept(reader, ":"))
        return fail(reader);
    bool outer_lines = reader->lines, outer_dot_all = reader->dot_all;
    reader->lines = lines;
    reader->dot_all = dot_all;
    if (held) {
        reader->flagged = true;
        return new_tree(reader, TREE_EMPTY, NULL);
    }
    struct tree *tree = read_inside(reader);
    reader->lines = outer_lines;
    reader->dot_all = outer_dot_all;
    return tree;
}

/* The group behind its opening bracket. */
static struct tree *read_group(struct reader *reader)
{
    if (peek(reader, 0) == '*')
        return fail(reader);
    if (!accept(reader, "?") || accept(reader, ":") || accept(reader, ">"))
        return read_inside(reader);
    if (accept(reader, "|"))
        return read_whole(reader);
    if (accept(reader, "="))
        return new_tree(reader, TREE_AHEAD, read_inside(reader));
    if (accept(reader, "!") || accept(reader, "<=") || accept(reader, "<!"))
        return read_aside(reader);
    if (accept(reader, "'"))
        return read_named(reader, "'");
    if (accept(reader, "<") || accept(reader, "P<"))
        return read_named(reader, ">");
    return read_flags(reader);
}

/* ---- sequences ------------------------------------------------------------------------------------ */

static struct tree *read_piece(struct reader *reader)
{
    uint32_t c = take_char(reader);
    switch (c) {
    case '(':
        return read_group(reader);
    case '[':
        return read_class(reader);
    case '\\':
        return read_escape(reader);
    case '.':
        return dot(reader);
    case '^':
        return new_tree(reader, reader->lines ? TREE_LINE_START : TREE_TEXT_START, NULL);
    case '$':
        return new_tree(reader, TREE_END, NULL);
    default:
        return character(reader, c);
    }
}

static uint32_t read_count(struct reader *reader)
{
    uint32_t count = 0;
    for (; is_digit(peek(reader, 0)) && count <= LARGEST_COUNT; reader->at++)
        count = count * 10 + (uint32_t)(peek(reader, 0) - '0');
    return count;
}

/* What might be a count to another PCRE2 ({,3} and { 2 } are to newer ones), */
static bool may_be_count(const struct reader *reader)
{
    size_t ahead = 1;
    while (peek(reader, ahead) == ' ' || peek(reader, ahead) == '\t' || peek(reader, ahead) == ',')
        ahead++;
    return is_digit(peek(reader, ahead));
}

/* {2}, {2,} or {2,5}; a brace that begins none of these is a character. */
static bool read_counts(struct reader *reader, uint32_t *least, uint32_t *most)
{
    size_t start = reader->at;
    reader->at++;
    bool good = is_digit(peek(reader, 0));
    *least = *most = read_count(reader);
    if (accept(reader, ","))
        *most = is_digit(peek(reader, 0)) ? read_count(reader) : REPEAT_ENDLESS;
    good = good && accept(reader, "}");
    if (!good)
        reader->at = start;
    reader->failed |= !good && may_be_count(reader);
    return good;
}

static bool read_quantifier(struct reader *reader, uint32_t *least, uint32_t *most)
{
    *least = 0;
    *most = REPEAT_ENDLESS;
    switch (peek(reader, 0)) {
    case '{':
        return read_counts(reader, least, most);
    case '+':
        *least = 1;
        break;
    case '?':
        *most = 1;
        break;
    case '*':
        break;
    default:
        return false;
    }
    reader->at++;
    return true;
}

static struct tree *read_repeated(struct reader *reader)
{
    uint32_t least, most;
    struct tree *piece = read_piece(reader);
    skip_layout(reader);
    if (!read_quantifier(reader, &least, &most))
        return piece;
    skip_layout(reader);
    if (!accept(reader, "?"))
        accept(reader, "+");
    return repeat(reader, piece, least, most);
}

static struct tree *read_sequence(struct reader *reader)
{
    struct tree *sequence = new_tree(reader, TREE_SEQUENCE, NULL);
    for (skip_layout(reader); !reader->failed && !at_end(reader); skip_layout(reader)) {
        if (peek(reader, 0) == '|' || peek(reader, 0) == ')')
            break;
        struct tree *piece = read_repeated(reader);
        if (reader->failed || !piece)
            break;
        piece->next = sequence->child;
        sequence->child = piece;
    }
    return sequence;
}

static struct regex_part read_part(struct reader *reader)
{
    size_t start = reader->at;
    struct tree *tree = read_sequence(reader);
    return (struct regex_part){start, reader->at, tree};
}

static void add_part(struct reader *reader, struct regex_choice *choice, struct regex_part part)
{
    struct regex_part *added = giji_arena_push(reader->arena, &choice->parts, &choice->count,
                                               &choice->capacity, sizeof *added);
    if (added)
        *added = part;
}

static void note_choice(struct reader *reader, const struct regex_choice *choice)
{
    struct regex_choice *noted = giji_arena_alloc(reader->arena, sizeof *noted);
    if (!noted)
        return;
    *noted = *choice;
    noted->next = reader->choices;
    reader->choices = noted;
}

/* Recursion ends at DEEPEST_GROUP. */
static struct tree *read_choice(struct reader *reader)
{
    struct regex_choice choice = {0};
    bool whole = reader->whole, flagged = reader->flagged;
    reader->whole = reader->flagged = false;
    struct regex_part part = read_part(reader);
    struct tree *tree = new_tree(reader, TREE_CHOICE, part.tree);
    while (!reader->failed && part.tree && accept(reader, "|")) {
        struct tree *last = part.tree;
        if (choice.count == 0)
            add_part(reader, &choice, part);
        part = read_part(reader);
        add_part(reader, &choice, part);
        last->next = part.tree;
    }
    if (choice.count && !whole && !reader->flagged)
        note_choice(reader, &choice);
    reader->flagged = flagged;
    return tree;
}

static struct tree *read_pattern(struct reader *reader)
{
    if (reader->text.length && memchr(reader->text.data, '\r', reader->text.length))
        return NULL; /* whether it ends a comment depends */
    struct tree *tree = read_choice(reader);
    return reader->failed || reader->arena->failed || !at_end(reader) ? NULL : tree;
}

bool giji_regex_read_pieces(giji_string pattern, struct arena *arena, struct regex_pieces *pieces)
{
    struct reader reader = {.text = pattern, .arena = arena};
    bool read = read_pattern(&reader);
    *pieces = (struct regex_pieces){reader.first_class, reader.choices};
    return read;
}

/* ---- reach ---------------------------------------------------------------------------------------- */

/* Recursion is as deep as the tree. */
static void find_reach(struct tree *tree)
{
    uint32_t sum = tree->kind == TREE_SET, longest = 0;
    for (struct tree *child = tree->child; child; child = child->next) {
        find_reach(child);
        sum = giji_add_reach(sum, child->reach);
        longest = child->reach > longest ? child->reach : longest;
    }
    tree->reach = tree->kind == TREE_CHOICE ? longest : sum;
    if (tree->kind == TREE_REPEAT)
        tree->reach = giji_repeat_reach(sum, tree->most);
}

struct tree *giji_regex_read(giji_string pattern, struct arena *arena)
{
    struct reader reader = {.text = pattern, .arena = arena};
    struct tree *tree = read_pattern(&reader);
    if (tree)
        find_reach(tree);
    return tree;
}

/* ---- ends ----------------------------------------------------------------------------------------- */

const struct charset *giji_tree_last(const struct tree *tree)
{
    while (tree && tree->kind != TREE_SET) {
        bool only = tree->kind == TREE_CHOICE && tree->child && !tree->child->next;
        bool there = tree->kind == TREE_REPEAT && tree->least > 0;
        tree = only || there || tree->kind == TREE_SEQUENCE ? tree->child : NULL;
    }
    return tree ? &tree->set : NULL;
}

/* ---- beginnings ----------------------------------------------------------------------------------- */

/* What a tree may match: nothing, and what begins with a character. */
enum { NOTHING = 1, BEGINNING = 2 };

/* What trees may match of which the one comes before the other. */
static unsigned put_before(unsigned first, unsigned second)
{
    return first & NOTHING ? second | (first & BEGINNING) : first;
}

/* Recursion is as deep as the tree. */
static unsigned begin_with(const struct tree *tree, uint32_t character)
{
    unsigned any = 0, all = NOTHING;
    if (tree->kind == TREE_SET)
        return giji_charset_holds(&tree->set, character) ? BEGINNING : 0;
    for (const struct tree *child = tree->child; child; child = child->next) {
        unsigned begins = begin_with(child, character);
        any |= begins;
        all = put_before(begins, all);
    }
    if (tree->kind == TREE_CHOICE)
        return any;
    if (tree->kind == TREE_AHEAD)
        return NOTHING;
    return tree->kind == TREE_REPEAT && tree->least == 0 ? any | NOTHING : all;
}

bool giji_tree_begins_with(const struct tree *tree, uint32_t character)
{
    return begin_with(tree, character) & BEGINNING;
}

/* ---- first characters ----------------------------------------------------------------------------- */

enum { MOST_RANGES = 96 };

static const struct charset no_character;

/* NULL where there are too many ranges, or one of both is not known. */
static const struct charset *unite(struct arena *arena, const struct charset *a,
                                   const struct charset *b)
{
    if (!a || !b || a->count + b->count > MOST_RANGES)
        return NULL;
    if (a->count == 0 || b->count == 0)
        return a->count ? a : b;
    struct charset *both = giji_arena_alloc(arena, sizeof *both);
    if (!both)
        return NULL;
    giji_charset_unite(both, arena, a);
    giji_charset_unite(both, arena, b);
    return arena->failed ? NULL : both;
}

/* The children of a sequence come from its last to its first: what is in front of what is known is added to it. */
static void put_in_front(struct tree *sequence, const struct tree *child, struct arena *arena)
{
    sequence->first = child->empty ? unite(arena, child->first, sequence->first) : child->first;
    sequence->empty = child->empty && sequence->empty;
}

static void put_beside(struct tree *choice, const struct tree *child, struct arena *arena)
{
    choice->first = unite(arena, choice->first, child->first);
    choice->empty = choice->empty || child->empty;
}

/* Recursion is as deep as the tree. */
static void find_first(struct tree *tree, struct arena *arena)
{
    if (tree->asked)
        return;
    bool choice = tree->kind == TREE_CHOICE;
    tree->asked = true;
    tree->first = tree->kind == TREE_SET ? &tree->set : &no_character;
    tree->empty = tree->kind != TREE_SET && !choice;
    for (struct tree *child = tree->kind == TREE_AHEAD ? NULL : tree->child; child;
         child = child->next) {
        find_first(child, arena);
        if (choice)
            put_beside(tree, child, arena);
        else
            put_in_front(tree, child, arena);
    }
    tree->empty = tree->empty || (tree->kind == TREE_REPEAT && tree->least == 0);
}

const struct charset *giji_tree_first(struct tree *tree, struct arena *arena)
{
    find_first(tree, arena);
    return tree->empty ? NULL : tree->first;
}

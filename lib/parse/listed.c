#include "parse/listed.h"

#include "base/buffer.h"
#include "parse/characters.h"
#include "text/unicode.h"

#include <stdlib.h>

static bool lists_people(giji_header_key key)
{
    return key == GIJI_HEADER_ATTENDEES || key == GIJI_HEADER_ABSENTEES ||
           key == GIJI_HEADER_SECRETARIAT;
}

static void add_word(struct listed *listed, struct arena *arena, giji_header_key key,
                     struct buffer *word)
{
    if (word->length == 0)
        return;
    struct listed_word *place =
        giji_arena_push(arena, &listed->words, &listed->count, &listed->capacity, sizeof *place);
    if (place)
        *place = (struct listed_word){giji_arena_copy(arena, giji_buffer_text(word)), key};
    word->length = 0;
}

static void add_words(struct listed *listed, struct arena *arena, const giji_header_field *field)
{
    struct buffer word = {0};
    giji_string text = field->text;
    for (size_t at = 0, from = 0; at < text.length; from = at) {
        if (giji_is_letter(giji_next_char(text, &at)))
            giji_fold(giji_slice_cut(text, from, at), &word);
        else
            add_word(listed, arena, field->key, &word);
    }
    add_word(listed, arena, field->key, &word);
    giji_buffer_end(&word, arena);
}

static int compare(giji_string a, giji_string b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static int compare_words(const void *a, const void *b)
{
    return compare(((const struct listed_word *)a)->text, ((const struct listed_word *)b)->text);
}

static void gather(struct listed *listed, struct giji_document *document)
{
    for (; listed->fields < document->header_count; listed->fields++) {
        const giji_header_field *field = &document->header[listed->fields];
        if (lists_people(field->key))
            add_words(listed, &document->arena, field);
    }
    if (listed->count)
        qsort(listed->words, listed->count, sizeof *listed->words, compare_words);
}

void giji_listed_forget(struct listed *listed, const struct giji_document *document)
{
    listed->fields = document->header_count;
    listed->count = 0;
}

/* The first word that does not come before `name`, where it begins with it; else NULL. */
static const struct listed_word *find(const struct listed *listed, giji_string name)
{
    size_t low = 0, high = listed->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(listed->words[middle].text, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        name.length && low < listed->count && giji_slice_begins(listed->words[low].text, name);
    return found ? &listed->words[low] : NULL;
}

const struct listed_word *giji_find_listed(struct listed *listed, struct giji_document *document,
                                           giji_string name)
{
    struct buffer folded = {0};
    if (listed->fields < document->header_count)
        gather(listed, document);
    const struct listed_word *word = find(listed, giji_folded(name, &folded));
    giji_buffer_end(&folded, &document->arena);
    return word;
}

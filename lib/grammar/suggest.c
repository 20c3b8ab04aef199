#include "grammar/suggest.h"

#include <stdio.h>

enum { LONGEST_WORD = 32 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many letters must be added, dropped or changed to make the one from the other. */
static size_t edit_distance(giji_string a, giji_string b)
{
    size_t row[LONGEST_WORD + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t change = diagonal + (a.data[i - 1] != b.data[j - 1]);
            diagonal = row[j];
            row[j] = least(change, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[b.length];
}

const char *giji_suggest(giji_string word, const char *const *words)
{
    const char *best = NULL;
    size_t nearest = word.length / 3 + 2;
    if (word.length > LONGEST_WORD)
        return NULL;
    for (size_t i = 0; words[i]; i++) {
        giji_string candidate = giji_slice(words[i]);
        if (candidate.length > LONGEST_WORD)
            continue;
        size_t distance = edit_distance(word, candidate);
        if (distance < nearest && distance < candidate.length) {
            nearest = distance;
            best = words[i];
        }
    }
    return best;
}

static void append(char *hint, size_t size, size_t *used, const char *before, const char *word)
{
    int printed = snprintf(hint + *used, size - *used, "%s%s", before, word);
    if (printed > 0)
        *used = least(*used + (size_t)printed, size - 1);
}

void giji_hint(char *hint, size_t size, giji_string word, const char *const *words)
{
    size_t used = 0;
    hint[0] = '\0';
    const char *meant = giji_suggest(word, words);
    if (meant) {
        append(hint, size, &used, "did you mean '", meant);
        append(hint, size, &used, "'? ", "");
    }
    append(hint, size, &used, "allowed: ", words[0] ? "" : "none");
    for (size_t i = 0; words[i]; i++)
        append(hint, size, &used, i ? ", " : "", words[i]);
}

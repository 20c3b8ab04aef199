/* How much of the dump the record accounts for: the visible characters of the text, in bytes of UTF-8, added up by
 * who claims them. It takes a look at all of the text, so that it is done when somebody first asks. */
#include "model/document.h"
#include "text/unicode.h"

static size_t visible_between(giji_string text, size_t start, size_t end)
{
    return start < end ? giji_visible_bytes(giji_slice_cut(text, start, end)) : 0;
}

static giji_coverage measure(giji_string text, const struct claims *claims)
{
    giji_coverage coverage = {0};
    size_t done = 0;
    for (size_t i = 0; i < claims->count; i++) {
        const struct claim *claim = &claims->items[i];
        size_t start = claim->start < done ? done : claim->start;
        size_t bytes = visible_between(text, start, claim->end);
        coverage.bytes += visible_between(text, done, start) + bytes;
        if (claim->kind == CLAIM_RULE)
            coverage.claimed += bytes;
        else
            coverage.noise += bytes;
        done = claim->end < done ? done : claim->end;
    }
    coverage.bytes += visible_between(text, done, text.length);
    coverage.noise += claims->omitted_bytes;
    coverage.claimed -= claims->omitted_claimed;
    return coverage;
}

giji_coverage giji_document_coverage(const giji_document *document)
{
    /* Many threads may read a document, and each of them may be the first to ask. */
    struct derived *derived = (struct derived *)&document->derived;
    pthread_mutex_lock(&derived->lock);
    if (!derived->has_coverage)
        derived->coverage = measure(document->source.text, &document->claims);
    derived->has_coverage = true;
    pthread_mutex_unlock(&derived->lock);
    return derived->coverage;
}

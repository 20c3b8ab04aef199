/* The whole way of one dump: bytes to text, text to blocks, blocks to facts. */
#include "base/buffer.h"
#include "base/error.h"
#include "context.h"
#include "grammar/load.h"
#include "grammar/match.h"
#include "parse/build.h"
#include "parse/chair.h"
#include "parse/facts.h"
#include "parse/roles.h"
#include "parse/speakers.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the form ------------------------------------------------------------------------- */

struct candidates {
    const struct grammar *best, *second;
    double best_score, second_score;
};

static bool is_built_in(const struct grammar *grammar)
{
    return giji_slice_is(grammar->file, "built in");
}

/* Scores every form that has signs. Of two that score the same, one that was added at run time comes before
 * one that is built in: somebody added it for dumps like this. */
static struct candidates score_all(const giji_context *context, giji_string text)
{
    struct candidates found = {0};
    for (size_t i = 0; i < context->grammar_count; i++) {
        const struct grammar *grammar = context->grammars[i];
        if (grammar->sign_count == 0)
            continue;
        double score = giji_grammar_score(grammar, text);
        if (!found.best || score > found.best_score ||
            (score == found.best_score && !is_built_in(grammar) && is_built_in(found.best))) {
            found.second = found.best;
            found.second_score = found.best_score;
            found.best = grammar;
            found.best_score = score;
        } else if (!found.second || score > found.second_score) {
            found.second = grammar;
            found.second_score = score;
        }
    }
    return found;
}

/* The grammar that reads what no form fits: the one without signs, the one built in before others. */
static const struct grammar *fallback(const giji_context *context)
{
    const struct grammar *found = NULL;
    for (size_t i = 0; i < context->grammar_count; i++)
        if (context->grammars[i]->sign_count == 0 && (!found || is_built_in(context->grammars[i])))
            found = context->grammars[i];
    return found;
}

static void report_no_form(struct giji_document *document, const struct candidates *found)
{
    const giji_string none = {NULL, 0};
    size_t start = 0;
    giji_string text = document->source.text;
    for (size_t at = 0; at < text.length && giji_is_space(giji_next_char(text, &at));)
        start = at;
    if (!found->second)
        giji_document_report(document, MESSAGE_NO_FORM, start, start, none, "no form recognised");
    else
        giji_document_report(document, MESSAGE_NO_FORM, start, start, none,
                             "no form recognised (best: %.*s with %.2f of %.2f, %.*s with %.2f of "
                             "%.2f)",
                             (int)found->best->id.length, found->best->id.data, found->best_score,
                             found->best->threshold, (int)found->second->id.length,
                             found->second->id.data, found->second_score, found->second->threshold);
}

static bool is_blank(giji_string text)
{
    for (size_t at = 0; at < text.length;)
        if (!giji_is_space(giji_next_char(text, &at)))
            return false;
    return true;
}

/* The text without a byte order mark, which no form's signs speak of. */
static giji_string unmarked(giji_string text)
{
    giji_string mark = giji_slice("\xEF\xBB\xBF");
    return giji_slice_begins(text, mark) ? giji_slice_cut(text, mark.length, text.length) : text;
}

static const struct grammar *choose_grammar(const giji_context *context,
                                            struct giji_document *document)
{
    giji_string text = unmarked(document->source.text);
    if (context->forced) {
        document->grammar_score = giji_grammar_score(context->forced, text);
        return context->forced;
    }
    struct candidates found = score_all(context, text);
    if (found.best)
        giji_log(context, GIJI_LOG_INFO, "%.*s: %s, %.*s scores %.2f of %.2f",
                 (int)document->name.length, document->name.data, document->source.encoding,
                 (int)found.best->id.length, found.best->id.data, found.best_score,
                 found.best->threshold);
    if (found.best && found.best_score >= found.best->threshold) {
        document->grammar_score = found.best_score;
        return found.best;
    }
    if (is_blank(text))
        giji_document_report(document, MESSAGE_EMPTY, 0, 0, (giji_string){NULL, 0},
                             "the dump holds no visible character");
    else
        report_no_form(document, &found);
    return fallback(context);
}

/* ---- the document --------------------------------------------------------------------- */

static void hash(struct giji_document *document, const void *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, length, bytes);
    sha256_digest(&state, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        document->sha256[2 * i] = digits[digest[i] >> 4];
        document->sha256[2 * i + 1] = digits[digest[i] & 15];
    }
}

static bool is_unfit_for_xml(unsigned char byte)
{
    return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/* A form feed is white space that no block's text keeps; other control characters stay in the text.
 */
static void report_control_characters(struct giji_document *document)
{
    giji_string text = document->source.text;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (!is_unfit_for_xml(byte) || byte == '\f')
            continue;
        giji_document_report(document, MESSAGE_CONTROL_CHARACTER, i, i + 1, (giji_string){NULL, 0},
                             "the control character U+%04X becomes U+FFFD in XML", byte);
        return;
    }
}

/* Names a pattern that is no rule's, a cue's say, and ran into its limit. */
static void report_limit(struct giji_document *document, const struct pattern *pattern)
{
    giji_document_report(document, MESSAGE_RULE_LIMIT, 0, 0, (giji_string){NULL, 0},
                         "the pattern at %s:%u ran into its limit on steps and is passed over",
                         pattern->file, pattern->line);
}

static bool analyse(const giji_context *context, struct giji_document *document, giji_error *error)
{
    const struct grammar *grammar = choose_grammar(context, document);
    if (!grammar)
        return giji_error_set(error, GIJI_ERROR_NO_GRAMMAR,
                              "the context holds no grammar that fits");
    document->grammar_id = giji_arena_copy(&document->arena, grammar->id);
    document->grammar_version = giji_arena_copy(&document->arena, grammar->version);
    report_control_characters(document);
    struct matcher matcher;
    bool ready = giji_matcher_open(&matcher);
    if (ready) {
        giji_build(document, grammar, &matcher);
        giji_follow_chair(document, grammar, &matcher);
        giji_infer_roles(document, grammar, &matcher, context->explain_roles);
        giji_read_facts(document, grammar, &matcher);
        giji_identify_speakers(document);
    }
    if (ready && matcher.limited)
        report_limit(document, matcher.limited);
    giji_matcher_close(&matcher);
    return (ready && !document->arena.failed) || giji_error_memory(error);
}

/* The name as UTF-8: a file's name may hold any bytes. What is no character becomes U+FFFD. */
static giji_string valid_name(struct arena *arena, const char *name)
{
    const unsigned char *bytes = (const unsigned char *)name;
    size_t length = strlen(name);
    if (giji_utf8_invalid(bytes, length, 0) == length)
        return giji_arena_copy(arena, giji_slice(name));
    struct buffer valid = {0};
    for (size_t at = 0; at < length;) {
        int width = giji_utf8_length(bytes + at, length - at);
        giji_buffer_add(&valid, width > 0 ? giji_slice_of(name + at, (size_t)width)
                                          : giji_slice("\xEF\xBF\xBD"));
        at += (size_t)(width > 0 ? width : -width);
    }
    giji_string copy = giji_arena_copy(arena, giji_buffer_text(&valid));
    giji_buffer_free(&valid);
    return copy;
}

static giji_document *parse(const giji_context *context, const char *name, const void *bytes,
                            size_t length, void *owned, giji_error *error)
{
    giji_document *document = calloc(1, sizeof *document);
    if (!document) {
        free(owned);
        giji_error_memory(error);
        return NULL;
    }
    document->owned_bytes = owned;
    document->name = valid_name(&document->arena, name);
    bool good =
        giji_source_open(&document->source, bytes, length, context->encoding, error) &&
        (giji_lines_open(&document->lines, document->source.text) || giji_error_memory(error));
    if (good) {
        hash(document, bytes, length);
        good = analyse(context, document, error);
    }
    if (!good) {
        if (error && !error->file[0])
            giji_copy_text(error->file, sizeof error->file, giji_slice(name));
        giji_document_free(document);
        return NULL;
    }
    return document;
}

giji_document *giji_parse(const giji_context *context, const char *name, const void *bytes,
                          size_t length, giji_error *error)
{
    return parse(context, name, bytes, length, NULL, error);
}

/* ---- files ---------------------------------------------------------------------------- */

static void *fail_reading(int file, void *bytes, const char *path, giji_error *error)
{
    struct error_place place = {.file = path};
    giji_error_at(error, GIJI_ERROR_IO, &place, NULL, "cannot read: %s", strerror(errno));
    if (file >= 0)
        close(file);
    free(bytes);
    return NULL;
}

/* Reads until the file's end, whatever size it said that it had. */
static void *read_all(int file, const char *path, size_t expected, size_t *length,
                      giji_error *error)
{
    size_t capacity = expected + 1;
    char *bytes = malloc(capacity);
    *length = 0;
    for (ssize_t got = 1; bytes && got > 0;) {
        if (*length == capacity) {
            char *larger = realloc(bytes, capacity *= 2);
            if (!larger)
                free(bytes);
            bytes = larger;
            continue;
        }
        got = read(file, bytes + *length, capacity - *length);
        if (got < 0 && errno != EINTR)
            return fail_reading(file, bytes, path, error);
        *length += got > 0 ? (size_t)got : 0;
        got = got < 0 ? 1 : got;
    }
    close(file);
    if (!bytes)
        giji_error_memory(error);
    return bytes;
}

static void *read_file(const char *path, size_t *length, giji_error *error)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0)
        return fail_reading(file, NULL, path, error);
    if (S_ISDIR(status.st_mode)) {
        struct error_place place = {.file = path};
        close(file);
        giji_error_at(error, GIJI_ERROR_IO, &place, "name the files in it", "is a directory");
        return NULL;
    }
    if (status.st_size > INT32_MAX) {
        struct error_place place = {.file = path};
        close(file);
        giji_error_at(error, GIJI_ERROR_SIZE, &place, "cut it into smaller files",
                      "the file is larger than 2 GiB");
        return NULL;
    }
    return read_all(file, path, status.st_size > 0 ? (size_t)status.st_size : 0, length, error);
}

giji_document *giji_parse_file(const giji_context *context, const char *path, giji_error *error)
{
    size_t length = 0;
    void *bytes = read_file(path, &length, error);
    return bytes ? parse(context, path, bytes, length, bytes, error) : NULL;
}

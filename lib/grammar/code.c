#include "grammar/code.h"

#include "grammar/respell.h"

bool giji_codes_open(struct codes *codes)
{
    *codes = (struct codes){0};
    codes->open = giji_reserve_open(&codes->reserve);
    if (codes->open && pthread_mutex_init(&codes->lock, NULL) != 0) {
        giji_reserve_close(&codes->reserve);
        codes->open = false;
    }
    return codes->open;
}

static void free_compiled(struct code *code)
{
    pcre2_code *plain = atomic_load(&code->plain);
    const pcre2_code *fast = atomic_load(&code->fast);
    if (fast != plain)
        pcre2_code_free((pcre2_code *)fast);
    pcre2_code_free(plain);
    pcre2_code_free(code->left);
    pcre2_code_free(code->written);
}

void giji_codes_close(struct codes *codes)
{
    if (!codes->open)
        return;
    for (struct code *code = codes->first; code; code = code->next) {
        struct code *other = atomic_load(&code->for_texts);
        free_compiled(code);
        if (other) {
            free_compiled(other);
            free(other);
        }
    }
    pthread_mutex_destroy(&codes->lock);
    giji_buffer_free(&codes->unpacked);
    giji_reserve_close(&codes->reserve);
    *codes = (struct codes){0};
}

void giji_code_init(struct code *code, struct codes *codes, giji_string text, uint32_t options,
                    uint32_t newline)
{
    *code = (struct code){
        .text = text, .options = options, .newline = newline, .home = codes, .next = codes->first};
    codes->first = code;
}

pcre2_code *giji_code_compile(const struct codes *codes, giji_string text, uint32_t options,
                              uint32_t newline, int *fault, size_t *at)
{
    pcre2_compile_context *context = pcre2_compile_context_create(codes->reserve.memory);
    if (!context) {
        *fault = PCRE2_ERROR_HEAP_FAILED;
        return NULL;
    }
    pcre2_set_newline(context, newline);
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.data, text.length, options, fault, at, context);
    pcre2_compile_context_free(context);
    return code;
}

/* What was compiled at build time, by the same PCRE2. */
static pcre2_code *unpack(const struct code *code)
{
    struct codes *home = code->home;
    struct buffer *unpacked = &home->unpacked;
    pcre2_code *plain = NULL;
    if (unpacked->length == 0)
        giji_buffer_add(unpacked, home->head);
    giji_buffer_add(unpacked, code->compiled);
    if (!unpacked->failed)
        pcre2_serialize_decode(&plain, 1, (const uint8_t *)unpacked->data, home->reserve.memory);
    unpacked->length = unpacked->failed ? 0 : home->head.length;
    unpacked->failed = false;
    return plain;
}

static pcre2_code *compile_text(const struct code *code, giji_string text, uint32_t options)
{
    int fault;
    size_t at;
    return giji_code_compile(code->home, text, options, code->newline, &fault, &at);
}

/* The options of code that may be asked of any text. */
static uint32_t options_for_texts(const struct code *code)
{
    return code->options & ~(uint32_t)CODE_FOR_LINES;
}

/* What has compiled once as it is written fails for want of memory only; spelled anew, it may have become too large. */
static pcre2_code *compile(const struct code *code)
{
    struct arena arena = {0};
    enum respelled texts = code->options & CODE_FOR_LINES ? RESPELL_FOR_LINES : RESPELL_FOR_TEXTS;
    pcre2_code *plain = compile_text(code, giji_respell(code->text, texts, &arena), code->options);
    giji_arena_free(&arena);
    return plain ? plain : compile_text(code, code->text, code->options);
}

static pcre2_code *make_plain(const struct code *code)
{
    pcre2_code *plain = code->compiled.length ? unpack(code) : NULL;
    return plain ? plain : compile(code);
}

/* The home is locked. */
static pcre2_code *ready_plain(struct code *code)
{
    pcre2_code *plain = atomic_load_explicit(&code->plain, memory_order_relaxed);
    if (!plain) {
        plain = make_plain(code);
        atomic_store(&code->plain, plain);
    }
    return plain;
}

/* A reader counts itself before it looks; the plain code is taken away before readers are counted: one of both sees the
 * other. */
const pcre2_code *giji_code_plain(struct code *code)
{
    atomic_fetch_add(&code->readers, 1);
    const pcre2_code *plain = atomic_load(&code->plain);
    if (plain)
        return plain;
    pthread_mutex_lock(&code->home->lock);
    plain = atomic_load_explicit(&code->fast, memory_order_relaxed);
    if (!plain)
        plain = ready_plain(code);
    pthread_mutex_unlock(&code->home->lock);
    return plain;
}

const pcre2_code *giji_code_written(struct code *code)
{
    pthread_mutex_lock(&code->home->lock);
    if (!code->written)
        code->written = compile_text(code, code->text, options_for_texts(code));
    const pcre2_code *written = code->written;
    pthread_mutex_unlock(&code->home->lock);
    return written;
}

static struct code *make_for_texts(const struct code *code)
{
    struct code *other = malloc(sizeof *other);
    if (other)
        *other = (struct code){.text = code->text,
                               .options = options_for_texts(code),
                               .newline = code->newline,
                               .home = code->home};
    return other;
}

struct code *giji_code_for_texts(struct code *code)
{
    if (!(code->options & CODE_FOR_LINES))
        return code;
    struct code *other = atomic_load_explicit(&code->for_texts, memory_order_acquire);
    if (other)
        return other;
    pthread_mutex_lock(&code->home->lock);
    other = atomic_load_explicit(&code->for_texts, memory_order_relaxed);
    if (!other) {
        other = make_for_texts(code);
        atomic_store_explicit(&code->for_texts, other, memory_order_release);
    }
    pthread_mutex_unlock(&code->home->lock);
    return other;
}

void giji_code_leave(struct code *code)
{
    atomic_fetch_sub(&code->readers, 1);
}

static void drop_plain(struct code *code, pcre2_code *plain)
{
    atomic_store(&code->plain, NULL);
    if (atomic_load(&code->readers) > 0)
        code->left = plain;
    else
        pcre2_code_free(plain);
}

/* Other threads may be reading the plain code: the JIT compiler gets one of its own. Where there is no such compiler, the
 * plain code stands for what it would make. */
static const pcre2_code *make_fast(struct code *code, const pcre2_code *plain)
{
    struct reserve *reserve = &code->home->reserve;
    if (!giji_reserve_fill(reserve))
        return NULL;
    pcre2_code *fast = pcre2_code_copy(plain);
    int fault = fast ? pcre2_jit_compile(fast, PCRE2_JIT_COMPLETE) : 0;
    reserve->filled = false;
    if (fast && !reserve->drawn && !fault)
        return fast;
    pcre2_code_free(fast);
    return fault && !reserve->drawn ? plain : NULL;
}

const pcre2_code *giji_code_fast(struct code *code)
{
    pthread_mutex_lock(&code->home->lock);
    const pcre2_code *fast = atomic_load_explicit(&code->fast, memory_order_relaxed);
    pcre2_code *plain = fast ? NULL : ready_plain(code);
    if (plain) {
        fast = make_fast(code, plain);
        atomic_store(&code->fast, fast);
        if (fast && fast != plain)
            drop_plain(code, plain);
    }
    pthread_mutex_unlock(&code->home->lock);
    return fast;
}

/* What is to be done for a pattern grows with its length. These are measured, in bytes of text that the interpreter gets over in
 * as long: what it takes to begin with a text, */
static size_t beginning(const struct code *code)
{
    return 48 + code->text.length / 45;
}

/* and a half of what the JIT compiler takes. Whoever waits until the interpreter has worked for that long loses
 * little, however often the pattern is asked in the end. */
static size_t often(const struct code *code)
{
    return 1024 + code->text.length + code->text.length / 2;
}

const pcre2_code *giji_code_worked(struct code *code, size_t length)
{
    size_t before =
        atomic_fetch_add_explicit(&code->work, beginning(code) + length, memory_order_relaxed);
    return before < often(code) ? NULL : giji_code_fast(code);
}

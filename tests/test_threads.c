/* One context and many threads: what each of them makes of the golden cases is what one alone makes of them.
 *
 *     test_threads TESTDATA
 *
 * The threads come first, so that they and not the one alone find everything that is made at its first use.
 * Run it under ThreadSanitizer too (meson setup -Db_sanitize=thread). */
#include "check.h"

#include <glob.h>
#include <libxml/parser.h>
#include <pthread.h>

enum { THREADS = 8 };

/* What is made of a dump: its form, and the record in both formats. */
struct made {
    giji_memory detection, json, xml;
};

static const giji_context *context;
static glob_t cases;

static void make(const char *path, struct made *made)
{
    giji_detection *detection = giji_detect_file(context, path, NULL);
    giji_document *document = giji_parse_file(context, path, NULL);
    if (!detection || !document)
        abort();
    if (!giji_write_detection_json(detection, GIJI_WRITE_COMPACT, giji_sink_memory,
                                   &made->detection, NULL) ||
        !giji_write_json(document, GIJI_WRITE_INDENT, giji_sink_memory, &made->json, NULL) ||
        !giji_write_xml(document, GIJI_WRITE_INDENT, giji_sink_memory, &made->xml, NULL))
        abort();
    giji_document_free(document);
    giji_detection_free(detection);
}

static void free_made(struct made *made)
{
    giji_memory_free(&made->detection);
    giji_memory_free(&made->json);
    giji_memory_free(&made->xml);
}

/* ---- the threads ------------------------------------------------------------------------- */

struct thread {
    pthread_t thread;
    size_t first;       /* the case that it begins with: each begins with another one */
    struct made *cases; /* of all cases, in their order */
};

static pthread_barrier_t start;

static void *run(void *data)
{
    struct thread *thread = data;
    pthread_barrier_wait(&start);
    for (size_t i = 0; i < cases.gl_pathc; i++) {
        size_t at = (thread->first + i) % cases.gl_pathc;
        make(cases.gl_pathv[at], &thread->cases[at]);
    }
    return NULL;
}

static void run_all(struct thread *threads)
{
    if (pthread_barrier_init(&start, NULL, THREADS) != 0)
        abort();
    for (size_t i = 0; i < THREADS; i++) {
        /* Two by two, so that there are some who need the same grammar first. */
        threads[i].first = i / 2 * cases.gl_pathc / THREADS;
        threads[i].cases = calloc(cases.gl_pathc, sizeof *threads[i].cases);
        if (!threads[i].cases || pthread_create(&threads[i].thread, NULL, run, &threads[i]) != 0)
            abort();
    }
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i].thread, NULL);
    pthread_barrier_destroy(&start);
}

/* ---- what they made ---------------------------------------------------------------------- */

static bool is_same(const giji_memory *a, const giji_memory *b)
{
    return giji_slice_equal(giji_slice_of(a->data, a->length), giji_slice_of(b->data, b->length));
}

static void check_case(const struct thread *threads, size_t at)
{
    struct made alone = {.json = {NULL, 0, 0}};
    make(cases.gl_pathv[at], &alone);
    for (size_t i = 0; i < THREADS; i++) {
        const struct made *made = &threads[i].cases[at];
        bool same = is_same(&made->detection, &alone.detection) &&
                    is_same(&made->json, &alone.json) && is_same(&made->xml, &alone.xml);
        check_that(same, cases.gl_pathv[at], __FILE__, __LINE__);
    }
    free_made(&alone);
}

static void free_all(struct thread *threads)
{
    for (size_t i = 0; i < THREADS; i++) {
        for (size_t at = 0; at < cases.gl_pathc; at++)
            free_made(&threads[i].cases[at]);
        free(threads[i].cases);
    }
}

/* ---- one document for all ---------------------------------------------------------------- */

/* What is worked out when somebody first asks for it, asked for by all at once. */
static void *ask(void *data)
{
    const giji_document *document = data;
    pthread_barrier_wait(&start);
    giji_string checksum = giji_document_sha256(document);
    giji_coverage coverage = giji_document_coverage(document);
    bool good = checksum.length == 64 && coverage.bytes >= coverage.claimed + coverage.noise;
    return good ? data : NULL;
}

static void check_asking(const char *path)
{
    pthread_t threads[THREADS];
    giji_document *document = giji_parse_file(context, path, NULL);
    if (!document || pthread_barrier_init(&start, NULL, THREADS) != 0)
        abort();
    for (size_t i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, ask, document) != 0)
            abort();
    for (size_t i = 0; i < THREADS; i++) {
        void *answer = NULL;
        pthread_join(threads[i], &answer);
        CHECK(answer == document);
    }
    pthread_barrier_destroy(&start);
    giji_document_free(document);
}

static void find_cases(const char *testdata)
{
    char pattern[4096];
    snprintf(pattern, sizeof pattern, "%s/*/input.*", testdata);
    if (glob(pattern, 0, NULL, &cases) != 0)
        abort();
}

int main(int count, char **arguments)
{
    static struct thread threads[THREADS];
    giji_context *made = giji_context_new(NULL);
    if (count < 2 || !made)
        return 2;
    giji_context_set_explain_roles(made, true);
    giji_context_set_trace(made, 1, 20);
    context = made;
    find_cases(arguments[1]);
    run_all(threads);
    for (size_t at = 0; at < cases.gl_pathc; at++)
        check_case(threads, at);
    check_asking(cases.gl_pathv[0]);
    free_all(threads);
    globfree(&cases);
    giji_context_free(made);
    xmlCleanupParser();
    return check_result();
}

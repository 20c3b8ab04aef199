/* Times what happens between a dump in memory and its record in memory, beside other parsers of text, in one
 * process, one thread:
 *
 *     in_process [-r RUNS] [-w] [-p PHASE]... LIST
 *
 * LIST is a file of paths, one a line. All files are read first. Then each phase goes over all of them, RUNS times
 * (1) in turn, after a round that is not counted where -w is given. Prints a JSON object: files, bytes, and for each phase
 * the seconds of each run, on the clock and of the processor, and the bytes that were written. */
#include <giji/giji.h>

#ifdef HAVE_CMARK
#include <cmark.h>
#endif
#ifdef HAVE_MD4C
#include <md4c-html.h>
#include <md4c.h>
#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MOST_PHASES = 16, MOST_RUNS = 1000 };

struct file {
    char *name;
    char *bytes;
    size_t length;
};

struct corpus {
    struct file *files;
    size_t count, bytes;
};

/* Where the output of one file goes: memory that is used again for the next. */
struct output {
    char *bytes;
    size_t length, capacity;
    size_t total;
};

struct bench {
    giji_context *context;
    struct output output;
};

struct phase {
    const char *name;
    void (*run)(struct bench *bench, const struct file *file);
};

struct timing {
    double wall, processor;
};

struct measured {
    const struct phase *phase;
    struct timing runs[MOST_RUNS];
    size_t written;
};

static void fail(const char *what, const char *detail)
{
    fprintf(stderr, "in_process: %s: %s\n", what, detail);
    exit(1);
}

static void *need(void *memory)
{
    if (!memory)
        fail("memory", "ran out");
    return memory;
}

/* ---- files ------------------------------------------------------------------------------ */

static void read_file(struct file *file, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (!stream || fseek(stream, 0, SEEK_END) != 0)
        fail("cannot read", path);
    file->length = (size_t)ftell(stream);
    file->bytes = need(malloc(file->length + 1));
    file->name = need(strdup(path));
    rewind(stream);
    if (fread(file->bytes, 1, file->length, stream) != file->length)
        fail("cannot read", path);
    fclose(stream);
}

static struct corpus read_corpus(const char *list)
{
    struct corpus corpus = {0};
    size_t capacity = 0, room = 0;
    char *line = NULL;
    FILE *stream = fopen(list, "r");
    if (!stream)
        fail("cannot read", list);
    for (ssize_t length; (length = getline(&line, &room, stream)) > 0; corpus.count++) {
        line[strcspn(line, "\n")] = '\0';
        if (corpus.count == capacity) {
            capacity = 2 * capacity + 64;
            corpus.files = need(realloc(corpus.files, capacity * sizeof *corpus.files));
        }
        read_file(&corpus.files[corpus.count], line);
        corpus.bytes += corpus.files[corpus.count].length;
    }
    free(line);
    fclose(stream);
    return corpus;
}

static void free_corpus(struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++) {
        free(corpus->files[i].name);
        free(corpus->files[i].bytes);
    }
    free(corpus->files);
}

/* ---- output ----------------------------------------------------------------------------- */

static bool take(void *data, const char *bytes, size_t length)
{
    struct output *output = data;
    if (output->length + length > output->capacity) {
        output->capacity = 2 * (output->length + length);
        output->bytes = need(realloc(output->bytes, output->capacity));
    }
    memcpy(output->bytes + output->length, bytes, length);
    output->length += length;
    return true;
}

static void start_output(struct bench *bench)
{
    bench->output.total += bench->output.length;
    bench->output.length = 0;
}

/* ---- giji ------------------------------------------------------------------------------- */

static giji_document *parse(struct bench *bench, const struct file *file)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_document *document =
        giji_parse(bench->context, file->name, file->bytes, file->length, &error);
    if (!document)
        fail(file->name, error.message);
    return document;
}

static void run_parse(struct bench *bench, const struct file *file)
{
    giji_document_free(parse(bench, file));
}

static void run_ndjson(struct bench *bench, const struct file *file)
{
    giji_document *document = parse(bench, file);
    if (!giji_write_json(document, GIJI_WRITE_COMPACT, take, &bench->output, NULL))
        fail(file->name, "no JSON");
    giji_document_free(document);
}

static void run_xml(struct bench *bench, const struct file *file)
{
    giji_document *document = parse(bench, file);
    if (!giji_write_xml(document, GIJI_WRITE_COMPACT, take, &bench->output, NULL))
        fail(file->name, "no XML");
    giji_document_free(document);
}

static void run_detect(struct bench *bench, const struct file *file)
{
    giji_error error = GIJI_ERROR_INIT;
    giji_detection *detection =
        giji_detect(bench->context, file->name, file->bytes, file->length, &error);
    if (!detection)
        fail(file->name, error.message);
    giji_detection_free(detection);
}

/* ---- others ----------------------------------------------------------------------------- */

#ifdef HAVE_CMARK
static void run_cmark(struct bench *bench, const struct file *file)
{
    (void)bench;
    cmark_node_free(cmark_parse_document(file->bytes, file->length, CMARK_OPT_DEFAULT));
}

static void run_cmark_xml(struct bench *bench, const struct file *file)
{
    cmark_node *document = cmark_parse_document(file->bytes, file->length, CMARK_OPT_DEFAULT);
    char *xml = need(cmark_render_xml(document, CMARK_OPT_DEFAULT));
    bench->output.length = strlen(xml);
    free(xml);
    cmark_node_free(document);
}
#endif

#ifdef HAVE_MD4C
static int on_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)type, (void)detail, (void)data;
    return 0;
}

static int on_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)type, (void)detail, (void)data;
    return 0;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    (void)type, (void)text, (void)size, (void)data;
    return 0;
}

static void run_md4c(struct bench *bench, const struct file *file)
{
    const MD_PARSER parser = {.enter_block = on_block,
                              .leave_block = on_block,
                              .enter_span = on_span,
                              .leave_span = on_span,
                              .text = on_text};
    if (md_parse(file->bytes, (MD_SIZE)file->length, &parser, bench) != 0)
        fail(file->name, "md_parse");
}

static void take_html(const MD_CHAR *text, MD_SIZE size, void *data)
{
    take(data, text, size);
}

static void run_md4c_html(struct bench *bench, const struct file *file)
{
    if (md_html(file->bytes, (MD_SIZE)file->length, take_html, &bench->output, 0, 0) != 0)
        fail(file->name, "md_html");
}
#endif

static const struct phase phases[] = {
    {"giji-parse", run_parse},  {"giji-ndjson", run_ndjson},
    {"giji-xml", run_xml},      {"giji-detect", run_detect},
#ifdef HAVE_CMARK
    {"cmark-parse", run_cmark}, {"cmark-xml", run_cmark_xml},
#endif
#ifdef HAVE_MD4C
    {"md4c-parse", run_md4c},   {"md4c-html", run_md4c_html},
#endif
};

/* ---- measuring -------------------------------------------------------------------------- */

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void go_over(struct bench *bench, const struct corpus *corpus, const struct phase *phase)
{
    for (size_t i = 0; i < corpus->count; i++) {
        start_output(bench);
        phase->run(bench, &corpus->files[i]);
    }
    start_output(bench);
}

/* callgrind collects in here only, by this name. */
__attribute__((noinline)) void measured_pass(struct bench *bench, const struct corpus *corpus,
                                             const struct phase *phase);
void measured_pass(struct bench *bench, const struct corpus *corpus, const struct phase *phase)
{
    go_over(bench, corpus, phase);
}

static struct timing measure(struct bench *bench, const struct corpus *corpus,
                             struct measured *measured)
{
    double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    bench->output.total = 0;
    measured_pass(bench, corpus, measured->phase);
    measured->written = bench->output.total;
    return (struct timing){seconds(CLOCK_MONOTONIC) - wall,
                           seconds(CLOCK_PROCESS_CPUTIME_ID) - processor};
}

static void print_phase(const struct measured *measured, size_t runs, const char *end)
{
    printf("  \"%s\": {\"written\": %zu, \"wall\": [", measured->phase->name, measured->written);
    for (size_t i = 0; i < runs; i++)
        printf("%s%.6f", i ? ", " : "", measured->runs[i].wall);
    printf("], \"processor\": [");
    for (size_t i = 0; i < runs; i++)
        printf("%s%.6f", i ? ", " : "", measured->runs[i].processor);
    printf("]}%s\n", end);
}

static void print(const struct corpus *corpus, const struct measured *measured, size_t count,
                  size_t runs)
{
    printf("{\"files\": %zu, \"bytes\": %zu, \"phases\": {\n", corpus->count, corpus->bytes);
    for (size_t i = 0; i < count; i++)
        print_phase(&measured[i], runs, i + 1 < count ? "," : "");
    printf("}}\n");
}

/* ---- the command line ------------------------------------------------------------------- */

struct options {
    size_t runs;
    bool warm;
    size_t count;
    const struct phase *phases[MOST_PHASES];
};

static const struct phase *find_phase(const char *name)
{
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++)
        if (strcmp(phases[i].name, name) == 0)
            return &phases[i];
    fail("no such phase", name);
    return NULL;
}

static void read_options(struct options *options, int argc, char **argv)
{
    for (int option; (option = getopt(argc, argv, "r:wp:")) != -1;) {
        if (option == 'r')
            options->runs = strtoul(optarg, NULL, 10);
        else if (option == 'w')
            options->warm = true;
        else if (option == 'p' && options->count < MOST_PHASES)
            options->phases[options->count++] = find_phase(optarg);
        else
            fail("usage", "in_process [-r RUNS] [-w] [-p PHASE]... LIST");
    }
    if (optind + 1 != argc || options->runs < 1 || options->runs > MOST_RUNS)
        fail("usage", "in_process [-r RUNS] [-w] [-p PHASE]... LIST");
    if (options->count > 0)
        return;
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++)
        options->phases[options->count++] = &phases[i];
}

int main(int argc, char **argv)
{
    struct options options = {.runs = 1};
    struct bench bench = {0};
    read_options(&options, argc, argv);
    struct corpus corpus = read_corpus(argv[optind]);
    struct measured *measured = need(calloc(options.count, sizeof *measured));
    bench.context = need(giji_context_new(NULL));
    for (size_t i = 0; i < options.count; i++) {
        measured[i].phase = options.phases[i];
        if (options.warm)
            go_over(&bench, &corpus, options.phases[i]);
    }
    for (size_t run = 0; run < options.runs; run++)
        for (size_t i = 0; i < options.count; i++)
            measured[i].runs[run] = measure(&bench, &corpus, &measured[i]);
    print(&corpus, measured, options.count, options.runs);
    free(measured);
    free(bench.output.bytes);
    giji_context_free(bench.context);
    free_corpus(&corpus);
    return 0;
}

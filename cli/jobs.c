#include "jobs.h"
#include "messages.h"
#include "temporary.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

/* How much is held, at most, of one job and of those that are done; and how many jobs a thread may be ahead. */
enum { HELD_OF_ONE = 512 << 10, HELD_OF_ALL = 4 << 20, AHEAD = 16 };

/* A thread's: more than tests show to be enough for the main one. */
static const size_t STACK = 1 << 20;

_Static_assert((int)TEMPORARY_MOST >= (int)MOST_THREADS, "each thread may write a file");

struct job {
    struct crew *crew;
    int number;
    bool in_turn; /* nothing of it is held any more */
    bool done;
    bool is_last;
    bool refused; /* the output did not take what it wrote, for this reason: */
    int reason;
    enum status status;
    FILE *said; /* what it says becomes this text, */
    char *text;
    size_t length;
    bool lost; /* or not all of it, for want of memory */
    giji_memory written;
    size_t held; /* what of `text` and `written` counts in the crew's `held` */
};

/* The threads and what they share. The lock guards what changes; but a job is its thread's until it is done, then
 * that of the thread that lets it out, and so is the outcome. */
struct crew {
    const struct jobs *jobs;
    struct job *ring; /* job n is at n % size until it is out */
    int size;
    pthread_mutex_t lock;
    pthread_cond_t moved; /* `turn` has moved on */
    int next;             /* the job to begin */
    int turn;             /* the first job that is not out yet */
    size_t held;          /* bytes of jobs that are done and not out yet */
    struct outcome outcome;
};

int job_number(const struct job *job)
{
    return job->number;
}

void job_is_last(struct job *job)
{
    job->is_last = true;
}

void job_refused(struct job *job)
{
    if (!job->refused)
        job->reason = errno;
    job->refused = true;
}

/* ---- what a job says and writes ------------------------------------------------------------ */

static void hold_said(struct job *job)
{
    job->said = open_memstream(&job->text, &job->length);
    if (job->said)
        hold_messages(job->said);
    else
        job_take_turn(job);
}

/* Only the job's own thread may do this: its messages are held no more. */
static void end_said(struct job *job)
{
    hold_messages(NULL);
    if (!job->said)
        return;
    job->lost = ferror(job->said);
    job->lost = fclose(job->said) != 0 || job->lost;
    job->said = NULL;
}

static bool write_through(struct job *job, const char *bytes, size_t length)
{
    errno = 0;
    if (fwrite(bytes, 1, length, job->crew->jobs->output) == length)
        return true;
    job_refused(job);
    return false;
}

/* In the job's turn: lets out what was held of it. */
static void let_out(struct job *job)
{
    if (job->text)
        fwrite(job->text, 1, job->length, stderr);
    free(job->text);
    job->text = NULL;
    if (job->written.length > 0)
        write_through(job, job->written.data, job->written.length);
    giji_memory_free(&job->written);
}

static bool is_in_turn(struct job *job)
{
    pthread_mutex_lock(&job->crew->lock);
    bool is = job->crew->turn == job->number;
    pthread_mutex_unlock(&job->crew->lock);
    return is;
}

static void wait_for_turn(struct job *job)
{
    struct crew *crew = job->crew;
    pthread_mutex_lock(&crew->lock);
    while (crew->turn != job->number)
        pthread_cond_wait(&crew->moved, &crew->lock);
    pthread_mutex_unlock(&crew->lock);
}

void job_take_turn(struct job *job)
{
    if (job->in_turn)
        return;
    wait_for_turn(job);
    job->in_turn = true;
    end_said(job);
    let_out(job);
}

void job_said(struct job *job)
{
    if (job->said && ftello(job->said) > HELD_OF_ONE)
        job_take_turn(job);
}

/* False where there is no room: what was held before stays. */
static bool hold_written(struct job *job, const char *bytes, size_t length)
{
    return job->written.length + length <= HELD_OF_ONE &&
           giji_sink_memory(&job->written, bytes, length);
}

bool job_write(void *data, const char *bytes, size_t length)
{
    struct job *job = data;
    if (!job->in_turn && !is_in_turn(job) && hold_written(job, bytes, length))
        return true;
    job_take_turn(job);
    return write_through(job, bytes, length);
}

/* ---- jobs in their order ------------------------------------------------------------------- */

static bool is_far_ahead(const struct crew *crew)
{
    return crew->next - crew->turn >= crew->size || crew->held > HELD_OF_ALL;
}

/* The next job to be done; NULL where there is none. */
static struct job *begin_job(struct crew *crew)
{
    struct job *job = NULL;
    pthread_mutex_lock(&crew->lock);
    while (crew->next < crew->jobs->count && is_far_ahead(crew))
        pthread_cond_wait(&crew->moved, &crew->lock);
    if (crew->next < crew->jobs->count && !crew->outcome.given_up) {
        job = &crew->ring[crew->next % crew->size];
        *job = (struct job){.crew = crew, .number = crew->next++};
        job->in_turn = job->number == crew->turn;
    }
    pthread_mutex_unlock(&crew->lock);
    return job;
}

static void give_up(struct crew *crew, const struct job *job)
{
    crew->jobs->give_up(crew->jobs->data, job->refused, job->reason);
    if (crew->jobs->threads > 1)
        _Exit((int)crew->outcome.status);
    crew->outcome.given_up = true;
}

static void add_status(struct outcome *outcome, enum status status)
{
    outcome->any_well = outcome->any_well || status == STATUS_WELL;
    if (status > outcome->status)
        outcome->status = status;
}

/* In the turn of a job that is done: lets it out, and counts it. Nobody else has to do with the outcome then. */
static void come_out(struct job *job)
{
    struct crew *crew = job->crew;
    FILE *output = crew->jobs->output;
    let_out(job);
    if (job->lost)
        show_failure("giji", "out of memory");
    errno = 0;
    if (!job->refused && output && (crew->jobs->prompt || job->is_last) && fflush(output) != 0)
        job_refused(job);
    if (job->refused)
        add_status(&crew->outcome, STATUS_FAILED);
    add_status(&crew->outcome, job->lost ? STATUS_INTERNAL : job->status);
    if (job->refused || job->is_last)
        give_up(crew, job);
}

/* Lets out the job whose turn it is and those behind it that are done. The lock is held, but not while they
 * come out; the others see that it is not their turn yet. */
static void pass_turn(struct crew *crew)
{
    struct job *job;
    while ((job = &crew->ring[crew->turn % crew->size])->done) {
        pthread_mutex_unlock(&crew->lock);
        come_out(job);
        pthread_mutex_lock(&crew->lock);
        job->done = false;
        crew->held -= job->held;
        crew->turn++;
        pthread_cond_broadcast(&crew->moved);
    }
}

static void end_job(struct job *job)
{
    struct crew *crew = job->crew;
    end_said(job);
    pthread_mutex_lock(&crew->lock);
    job->done = true;
    if (crew->turn == job->number) {
        pass_turn(crew);
    } else {
        job->held = job->length + job->written.capacity;
        crew->held += job->held;
    }
    pthread_mutex_unlock(&crew->lock);
}

static void *do_jobs(void *data)
{
    struct crew *crew = data;
    struct job *job;
    while ((job = begin_job(crew)) != NULL) {
        if (!job->in_turn)
            hold_said(job);
        job->status = crew->jobs->work(job, crew->jobs->data);
        end_job(job);
    }
    return NULL;
}

/* ---- the threads --------------------------------------------------------------------------- */

/* Starts up to `most` threads; returns how many there are. */
static int start_threads(struct crew *crew, pthread_t *threads, int most)
{
    pthread_attr_t attributes;
    int started = 0;
    if (most == 0 || pthread_attr_init(&attributes) != 0)
        return 0;
    pthread_attr_setstacksize(&attributes, STACK);
    while (started < most && pthread_create(&threads[started], &attributes, do_jobs, crew) == 0)
        started++;
    pthread_attr_destroy(&attributes);
    return started;
}

/* This thread does jobs, too. */
static void run_threads(struct crew *crew, pthread_t *threads, int count)
{
    int started = start_threads(crew, threads, count - 1);
    do_jobs(crew);
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

struct outcome jobs_run(const struct jobs *jobs)
{
    int count = jobs->threads < jobs->count ? jobs->threads : jobs->count;
    struct crew crew = {.jobs = jobs, .size = count * AHEAD};
    pthread_t *threads = calloc((size_t)count, sizeof *threads);
    crew.ring = calloc((size_t)crew.size, sizeof *crew.ring);
    pthread_mutex_init(&crew.lock, NULL);
    pthread_cond_init(&crew.moved, NULL);
    if (threads && crew.ring) {
        run_threads(&crew, threads, count);
    } else {
        show_failure("giji", "out of memory");
        crew.outcome.status = STATUS_INTERNAL;
    }
    pthread_cond_destroy(&crew.moved);
    pthread_mutex_destroy(&crew.lock);
    free(crew.ring);
    free(threads);
    return crew.outcome;
}

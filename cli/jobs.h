/* Many jobs in several threads, whose output and messages come out as if one thread had done them one after
 * another. It is a job's turn when all before it are done: from then on what it writes and says goes straight
 * out. Until then that is held in memory, but only so much of it: a job that has more waits for its turn, and a
 * thread that is far ahead begins no other job. */
#ifndef GIJI_CLI_JOBS_H
#define GIJI_CLI_JOBS_H

#include "verbs.h"

#include <giji/giji.h>
#include <stdio.h>

enum { MOST_THREADS = 1024 };

/* One of the jobs, in the hands of one thread. */
struct job;

struct jobs {
    int count;
    int threads;  /* 1 to MOST_THREADS; no more are started than there are jobs */
    FILE *output; /* what the jobs write goes there, */
    bool prompt;  /* and is flushed behind each of them */

    /* Does the job. What it says with show_...() and writes with job_write() comes out in its turn. */
    enum status (*work)(struct job *job, void *data);

    /* Called in a job's turn where nothing may come out any more: the job is the last, or the output refused what
     * it wrote, for a reason as in errno. Other threads may be working still, or wait for a dump that never
     * ends: so jobs_run does not return then, where there is more than one, but ends the program. */
    void (*give_up)(void *data, bool refused, int reason);

    void *data;
};

/* What came of the jobs: the gravest of their states, whether one of them went well, and whether they were
 * given up. */
struct outcome {
    enum status status;
    bool any_well;
    bool given_up;
};

/* Runs every job; where threads cannot be had, with fewer of them. */
struct outcome jobs_run(const struct jobs *jobs);

/* Which job it is: 0 to count - 1. */
int job_number(const struct job *job);

/* Waits for the job's turn. What it writes and says after that goes straight out. */
void job_take_turn(struct job *job);

/* To be called now and then by a job that says much: waits for its turn where too much is held. */
void job_said(struct job *job);

/* A giji_sink, whose `data` is the job. */
bool job_write(void *data, const char *bytes, size_t length);

/* The output did not take what the job wrote to it by itself, in its turn; errno has the reason. */
void job_refused(struct job *job);

/* No job after this one is to come out. */
void job_is_last(struct job *job);

#endif

/* One operation on one unit, from its start to its completion, with what goes wrong on the way. */
#ifndef RACKLINE_FLOOR_JOB_H
#define RACKLINE_FLOOR_JOB_H

#include "floor/events.h"
#include "floor/work.h"

struct job {
    struct worker *worker;
    struct task task;
    const struct operation_definition *definition;
    struct plan plan;
    const char *bay;
    int state;                       /* enum operation_state, when it was taken */
    struct operation_started *start; /* as it is posted; NULL: it ran already */
    int64_t started_us;              /* monotonic: when it was known to run */
    bool begun;                      /* it runs, or is paused */
    bool over;                       /* a mishap took the unit away before it began */
    bool resumed;                    /* it was begun by an earlier floor, which may have spoiled it */
};

/* Takes a piece of work: claims the operation, takes the parts it needs from the stock and makes a plan. False: it is
 * another station's, or parts are lacking. All of it lives in the worker's arena until it is reset. */
bool job_take(struct worker *worker, const struct work *work, struct job *ret);
/* Gives back what was taken and not used. After every job_take that was true, whatever became of it. */
void job_drop(struct job *job);

/* Each is true when all answers were as they should be; else the job is to be dropped. job_begin starts what is ready,
 * in a bay or NULL, and resumes what is paused. */
bool job_begin(struct job *job, const char *bay);
bool job_record(struct job *job);
bool job_complete(struct job *job);

/* Posts the completion again and again until it is not too early; *ret is the answer. */
bool job_post_completion(struct job *job, struct outcome *ret);

/* Everything in one, for an operation at a station without bays. */
bool job_run(struct job *job);

/* An event about the job's operation; by its operator, the rest absent. */
void *job_event(const struct job *job, enum entry_kind kind);

/* Writes the steps that are not done as messages and marks them done; at most `most`. */
size_t job_take_steps(struct job *job, size_t most, struct message *ret_messages);

/* The position that a scan is for. */
const struct position *job_position(const struct job *job, const struct component_installed *installed);

/* Remembers what a step has installed. */
void job_saw(struct job *job, const struct step *step);
/* The same of what was accepted of an array. */
void job_saw_all(struct job *job, const struct message *messages, size_t count);

#endif

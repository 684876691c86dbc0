/* Posting events as one station. */
#ifndef RACKLINE_FLOOR_EVENTS_H
#define RACKLINE_FLOOR_EVENTS_H

#include "domain/event.h"

#include "floor/others.h"
#include "floor/plan.h"
#include "floor/plant.h"

/* An event as it is sent. */
struct message {
    enum entry_kind kind;
    struct uuid id;
    const char *bytes;
    size_t size;
    struct step *step; /* that it is of; NULL: of none */
};

/* Whether a post was refused for nothing but a lot hold in mid-run, or for what somebody else did: the unit stands
 * still until that is over, the component stays out. */
enum stop { NOT_STOPPED, UNIT_STOPPED, COMPONENT_STOPPED };

/* An event that was accepted, and the entry that was the answer. */
struct accepted {
    struct message message; /* bytes NULL: there is none */
    const char *entry;
};

/* A station of the floor and the thread that plays it. */
struct worker {
    struct plant *plant;
    const struct post *post;
    struct client *client;
    struct arena *arena;  /* of the piece of work in hand */
    int64_t limit;        /* how much of the dispatch list it asks for */
    enum stop stop;       /* of the last post */
    struct rests rests;   /* what was stopped lately */
    struct rests doubts;  /* operations that can begin, and are claimed */
    struct accepted last; /* in the arena */
    struct accepted kept; /* from an earlier piece of work; owned */
    pthread_t thread;
};

/* Begins another piece of work: the arena is emptied, and the last event kept unless one is kept already. */
void worker_turn(struct worker *worker);
void worker_forget(struct worker *worker); /* what is kept */

/* What a removal made fall on a unit around the one it was done to. */
struct fallen {
    const char *unit;
    LIST_OF(const char *) operations; /* that were passed or waived */
};

/* The answer to one event; texts live in the worker's arena. */
struct outcome {
    int status;                   /* of HTTP; 0: there was none */
    int64_t journal_position;     /* of the entry it became */
    int verdict;                  /* enum verdict; of a measurement, an answer, a completion */
    const char *removed;          /* serial number of what a removal took out */
    struct fallen fallen;         /* by a removal; its unit is NULL */
    LIST_OF(struct fallen) outer; /* likewise, on the units that contain it */
    LIST_OF(const char *) codes;  /* of a refusal */
    const char *detail;           /* of a refusal, for people */
};

/* Codes of reasons that an answer may have. */
#define CODES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Sets the event's time, now, and writes it into the worker's arena. `data` is of the kind's record. */
struct message message_write(struct worker *worker, enum entry_kind kind, void *data);

/* Posts, and is content with an acceptance alone: 201, or 200 where the answer to an earlier sending was lost. `ret`
 * may be NULL. False without a complaint where it was stopped. So below. */
bool worker_post(struct worker *worker, enum entry_kind kind, void *data, struct outcome *ret);
bool worker_send(struct worker *worker, const struct message *message, struct outcome *ret);

/* Posts, and is content with a refusal alone that has one of the codes. */
bool worker_refused(struct worker *worker, enum entry_kind kind, void *data, const char *const *codes);

/* Posts an accepted event once more: the answer is 200 and the same entry, byte for byte. */
bool worker_repeat(struct worker *worker, const struct accepted *accepted);
/* Posts other contents with the id of the last event: that must be refused as such. */
bool worker_reuse_id(struct worker *worker, enum entry_kind kind, void *data);

/* Whether a post that was tried was accepted; it is counted then, and the last one. */
bool worker_accepts(struct worker *worker, const struct message *message, const struct outcome *outcome,
                    const struct reply *reply);

/* Posts, and leaves the answer to the caller: refusals are counted, nothing is judged. */
struct outcome worker_try(struct worker *worker, const struct message *message, struct reply *ret_reply);

/* Posts several as one array; `refused` is the index of the one that must be refused with one of the codes, or -1. */
bool worker_send_array(struct worker *worker, const struct message *messages, size_t count, int refused,
                       const char *const *codes);

/* Whether one of the codes is among the outcome's. */
bool outcome_has(const struct outcome *outcome, const char *const *codes);
/* Says that an answer was not expected. */
void worker_complain(struct worker *worker, const struct message *message, const struct outcome *outcome);

#endif

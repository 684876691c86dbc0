/* The random walk over the line in memory: what its steps share. */
#ifndef RACKLINE_WALKING_H
#define RACKLINE_WALKING_H

#include "walk.h"

enum { WALK_SPOILS_MAX = 32 };

struct walk {
    struct line *line;
    struct arena *arena; /* of one step */
    uint64_t seed;
    int64_t accepted[ENTRY_POSTED_COUNT], refused[ENTRY_POSTED_COUNT];
    int64_t swaps;    /* removals that made evidence fall */
    int64_t waived;   /* operations */
    int64_t revoked;  /* waivers */
    int64_t closed, reopened; /* orders */
    int64_t revised, fallen;  /* racks, and operations that fell with that */
    int64_t shipped_revised;
    int64_t reworked; /* faults for which something fell that had passed */
    int64_t salvaged; /* parts out of scrap */
    int64_t inside;   /* parts out of a unit that is installed in another */
    int64_t outside;  /* operations that fell around it */
    int64_t in_place; /* operations passed there */
    int64_t condemned; /* parts to be thrown away or returned */
    int64_t restored; /* operations around it that stand again */
    int64_t received, back_in, never_came; /* parts from their supplier: back; in again; not back after all */
    int64_t slips[ENTRY_KIND_COUNT]; /* that were taken back at once */
    int64_t regretted, out_of_order; /* ends that were taken back late */
    int64_t mixed; /* how often several parts were taken out, and put back in any order */
    int64_t extended; /* holds that came to lie on what was worked on */
    int64_t spoilt[WALK_SPOILS_MAX]; /* how often each thing spoke against what was accepted */
    int64_t turn;
    struct unit *family[LINE_UNITS]; /* while there are any, what is done is done to these alone */
    size_t family_count;
};

uint64_t random_below(struct walk *walk, uint64_t limit);
bool chance(struct walk *walk, uint64_t percent);
#define ONE_OF(walk, ...)                                                                                              \
    ((const char *const[]){                                                                                            \
        __VA_ARGS__})[random_below((walk), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))]

/* What an event is about: mostly what makes sense. */
struct aim {
    struct unit *unit;
    const struct operation *operation;
    const char *number;
    const char *badge;
};

#define AIM(aim) .subject = {.unit = (aim)->unit->serial, .operation = (aim)->number, .operator = (aim)->badge}

/* Asks the rule, applies what it decides, and checks both. */
enum fault post(struct walk *walk, enum entry_kind kind, const void *data);

/* Before an accepted entry was applied: its rule refuses it where one thing speaks against it; and a hold on all that its
 * operator does catches it. What never spoke against anything; NULL: all did. */
void walk_spoil(struct walk *walk, enum entry_kind kind, const void *data, const struct snapshot *snapshot,
                const struct decision *decision);
void walk_extend(struct walk *walk, enum entry_kind kind, const void *data, const struct snapshot *snapshot);
const char *walk_unspoilt(const struct walk *walk);

/* Takes a part out; one out of a node in a rack, which is a slip now and then. */
void take_out(struct walk *walk, const struct aim *aim);
void take_out_inside(struct walk *walk);
/* Takes back what was posted at a journal position, mostly by quality. */
void correct_at(struct walk *walk, uint64_t position);
/* Takes some steps, and takes back what they posted, strictly last first: nothing stands in the way of that, and the line
 * is what it was before each. */
void slip(struct walk *walk, void (*step)(struct walk *walk));
/* Takes some parts out of what is passed, and takes that back in any order. */
void mix_up(struct walk *walk);
void take_out_of(struct walk *walk, struct unit *unit);
struct unit *choose_unit(struct walk *walk);

/* A run fails, its unit is sent back, and then it had not failed; what came before runs again while what comes after it
 * does, which passes, and then that had not ended. */
void regret_failure(struct walk *walk);
void redo_out_of_order(struct walk *walk);

/* Quality has done again what had passed; false where it may not. */
bool send_back(struct walk *walk, const struct nonconformance *row);

/* What quality does: finds, decides on and closes faults; places holds; asks for a waiver where it may; countersigns or rejects one of those
 * that were asked for, whoever happens to be there, or revokes one; scraps a unit at work. */
void find_fault(struct walk *walk, const struct aim *aim);
void decide_quality(struct walk *walk, const struct aim *aim);
void ask_waiver(struct walk *walk, const struct aim *aim);
void decide_waiver(struct walk *walk);
void revoke_waiver_at(struct walk *walk);
void scrap(struct walk *walk);
void close_orders(struct walk *walk);
/* A part comes back from its supplier, or one that did never had. */
void receive_part(struct walk *walk);
/* The last of these parts that came back; NULL: none did. */
const char *received_serial(const struct line *line, const char *part_number);
/* Planners move a rack to revision B. */
void revise_rack(struct walk *walk);

#endif

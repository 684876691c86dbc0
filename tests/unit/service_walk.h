/* A seeded walk over the line: what stations and people might do next, sensible or not. */
#ifndef RACKLINE_TEST_SERVICE_WALK_H
#define RACKLINE_TEST_SERVICE_WALK_H

#include "service_model.h"

enum { WALK_KEPT = 48 };

/* An event that was accepted, to be posted again or corrected. */
struct walk_kept {
    char *json;
    char *answer;
    char id[UUID_TEXT_SIZE];
    const char *station;
};

struct walk {
    struct line line;
    struct model *model;
    uint64_t random;
    int64_t serials; /* of bought parts, made up so far */
    int64_t orders;
    struct walk_kept kept[WALK_KEPT];
    size_t kept_count; /* that were ever kept */
};

/* A number below `end`; whether something that happens so many times in a hundred happens. */
size_t walk_below(struct walk *walk, size_t end);
bool walk_chance(struct walk *walk, size_t percent);
/* One of so many that were kept last; NULL when there is none. */
const struct walk_kept *walk_kept(struct walk *walk, size_t latest);

/* An event to post, in the line's arena, and the station that posts it. */
struct walk_event {
    const char *id;
    const char *json;
    const char *station; /* as a constant; NULL: quality does, at its desk */
};
struct principal walk_speaker(const char *station);
/* Keeps an event that was accepted, and its answer, in place of the oldest; frees all that are kept. */
void walk_keep(struct walk *walk, const struct walk_event *event, const char *answer);
void walk_drop_kept(struct walk *walk);

/* What would bring a unit on; and anything at all, most of it nonsense. */
struct walk_event walk_sensible(struct walk *walk, const char *id);
struct walk_event walk_wild(struct walk *walk, const char *id);

/* What planners and quality do. */
struct said walk_edit(struct walk *walk);
/* A part is back from its supplier; and one that was said to be never was. */
struct said walk_receive(struct walk *walk);
struct said walk_unreceive(struct walk *walk);
/* What was scrapped last, if it is, is not. */
struct said walk_unscrap(struct walk *walk);

/* One of an array, by chance. */
#define ONE_OF(walk, words) ((words)[walk_below(walk, sizeof(words) / sizeof *(words))])

#endif

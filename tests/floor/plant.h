/* What every station of the floor shares. */
#ifndef RACKLINE_FLOOR_PLANT_H
#define RACKLINE_FLOOR_PLANT_H

#include "domain/refusal.h"

#include "floor/board.h"
#include "floor/catalog.h"
#include "floor/crew.h"
#include "floor/exchange.h"
#include "floor/http.h"
#include "floor/layout.h"
#include "floor/mishap.h"
#include "floor/name_set.h"
#include "floor/options.h"
#include "floor/stock.h"

/* What is counted for the report. */
struct tally {
    atomic_llong accepted;                   /* events */
    atomic_llong repeated;                   /* events that were posted again on purpose and got their first answer */
    atomic_llong reused;                     /* ids that were refused because they stood for another event */
    atomic_llong refused[REFUSAL_COUNT + 1]; /* events, by each reason they were refused for; last: codes not known */
    atomic_llong refusals;                   /* events refused */
    atomic_llong built;                      /* units for other units */
    atomic_llong shipped;                    /* units that left */
    atomic_llong unexpected;                 /* answers that nobody here expected */
    atomic_llong lot_holds;                  /* placed in mid-run */
    atomic_llong racks_caught;               /* by them */
    atomic_llong stopped;                    /* posts about what they lie on, refused */
    atomic_llong kept_out;                   /* scans of lots that a hold lies on, refused; another lot went in */
    atomic_llong revised;                    /* racks moved to another revision */
    atomic_llong replaced;                   /* parts of their lots, in racks */
    atomic_llong accepted_as_is;             /* faults that two people let be */
    atomic_llong salvaged;                   /* parts taken out of scrapped racks to be used again */
    atomic_llong built_again;                /* of those, in other racks */
    atomic_llong swapped;                    /* trays that went into each other's racks */
    atomic_llong reviewed;                   /* material reviews, of tests that failed as often as they may */
    atomic_llong false_fails;                /* tests that failed by their fixture, to quality's mind */
    atomic_llong fallen;                     /* operations that a later revision made fall */
    atomic_llong described;                  /* racks that had left, in which a part was described anew */
    atomic_llong shifts;                     /* of the plant's calendar */
    atomic_llong forecasts;                  /* of orders of racks that were asked for and had a date */
    atomic_llong what_ifs;                   /* likewise */
    atomic_llong errors;                     /* of forecasts that were kept, seen when the order was done */
    atomic_llong played[MISHAP_COUNT];
};

enum { FLOOR_OFFSET_MIN = 9 * 60 }; /* the stations' clocks show Japan's time */

/* The plant's time: the daemon's answer to when is now, carried on at its clock's rate. */
struct plant_time {
    double rate;
    int64_t base_us;
    int64_t monotonic_us; /* when that was */
};

/* A person's connection, which threads take turns at. */
struct office {
    pthread_mutex_t lock;
    struct client *client;
};

/* What the names of all tokens of the floor begin with. */
#define FLOOR_TOKENS "floor-"

struct plant {
    const struct options *options;
    struct catalog catalog;
    const struct recipe *later; /* the rack's later revision; NULL: it has none */
    struct crew crew;
    struct layout layout;
    uint64_t seed; /* of this run's scans and people: another one each time the floor begins */
    int64_t run;   /* how often the floor has begun on this database, from 1 */
    struct wire wire;
    struct plant_time time;
    struct office planner, quality, second; /* the last: who countersigns what quality decides */
    struct board board;
    struct stock stock;
    struct exchange exchange;
    struct name_set claims;   /* operations on units that a station of this floor is at, or has done */
    struct name_set begun;    /* that were begun here, to know which began earlier */
    struct name_set built;    /* at which parts were put in here */
    struct name_set spoiled;  /* that must fail */
    struct name_set in_hand;  /* that a station is at this very moment; "": shipping */
    struct name_set failing;  /* that fail until a material review */
    struct name_set mistaken; /* whose failure is none, as quality will find */
    struct name_set swapped;  /* trays promised to a rack out of another one, and not in it yet, by rack */
    struct name_set closed;   /* that stay claimed until the very one has passed that they were closed for */
    struct name_set reopened; /* that stay claimed until one before them has passed again */
    struct name_set played;   /* mishaps, by unit */
    struct name_set repairs;  /* positions of units whose parts quality wants replaced */
    struct name_set revised;  /* racks of the later revision */
    struct name_set bad_lots; /* that nothing is taken of any more, by part number */
    struct name_set salvaged; /* out of scrapped racks, and not built in again, by part number */
    atomic_bool lot_held;     /* a lot hold lies: stations are stopped by it without having done anything wrong */
    struct tally tally;
    pthread_mutex_t pace_lock;
    int64_t pace_next_us; /* monotonic: when the next event may be posted */
};

void plant_init(struct plant *plant, const struct options *options, struct arena *arena);
void plant_free(struct plant *plant);

/* Nobody begins anything any more. From any thread, again and again. */
void plant_stop(struct plant *plant);
bool plant_stopping(struct plant *plant);

/* The plant's time now, and how long so many of its minutes take in the world. */
int64_t plant_now_us(const struct plant *plant);
int64_t plant_minutes_us(const struct plant *plant, double minutes);

/* Waits for the turn of so many events: when not fast, so that a person can watch. */
void plant_pace(struct plant *plant, size_t events);

/* Says on stderr what nobody expected, and counts it. Silent while stopping: then requests end without an answer. Too
 * many of them stop a floor that is alone on its line. */
void plant_unexpected(struct plant *plant, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says what a person who watches likes to know, with the plant's time; nothing when fast. */
void plant_tell(const struct plant *plant, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What comes after an operation of a unit is nobody's until that has passed, whatever a list says that was written
 * while it seemed to have. */
void plant_close_after(struct plant *plant, const struct recipe *recipe, int operation, const char *unit);
/* An operation of a unit has passed: the stations hear of it where those right after it run, and the claim on one that
 * was reopened, or closed for it, is given up. */
void plant_open_after(struct plant *plant, const struct recipe *recipe, int operation, const char *unit);
/* An operation is anybody's again, unless it is closed for another that is yet to pass. */
void plant_unclaim(struct plant *plant, const struct product *product, const char *operation, const char *unit);
/* A finished unit waits: the stations hear of it where it goes into others. */
void plant_ring_for_part(struct plant *plant, const struct recipe *part);

#endif

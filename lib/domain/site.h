/* The plant a journal belongs to. */
#ifndef RACKLINE_SITE_H
#define RACKLINE_SITE_H

#include "base/record.h"

enum site_kind { SITE_ABSENT, SITE_PRODUCTION, SITE_TRAINING };
extern const struct names SITE_KIND_NAMES; /* production, training */

/* Fixed when the database is made. */
struct site {
    const char *site;   /* code of the plant: in serial numbers and in every entry */
    int kind;           /* enum site_kind */
    double clock_rate;  /* how many times as fast as the world its time runs; 1 in production, always */
    int64_t founded_us; /* the plant's time when the database was made */
};
extern const struct record SITE_RECORD;

#endif

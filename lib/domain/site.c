#include "domain/site.h"

static const char *const SITE_KIND_WORDS[] = {NULL, "production", "training"};
const struct names SITE_KIND_NAMES = {SITE_KIND_WORDS, sizeof SITE_KIND_WORDS / sizeof *SITE_KIND_WORDS};

static const struct field SITE_FIELDS[] = {
    FIELD_TEXT(struct site, site, REQUIRED, 1, 16, "code of the plant, in serial numbers and entries"),
    FIELD_ENUM(struct site, kind, REQUIRED, &SITE_KIND_NAMES, "production or training"),
    FIELD_NUMBER(struct site, clock_rate, REQUIRED, 1, 1000000, "how many times as fast as the world its time runs"),
    FIELD_TIME(struct site, founded_us, REQUIRED, "when its database was made"),
};
const struct record SITE_RECORD = RECORD(struct site, "site", SITE_FIELDS, "The plant a journal belongs to.");

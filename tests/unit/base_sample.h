/* A record with a member of every kind, for the tests of what reads record tables. */
#ifndef RACKLINE_BASE_SAMPLE_H
#define RACKLINE_BASE_SAMPLE_H

#include "base/digest.h"
#include "base/json.h"
#include "base/reason.h"
#include "base/record.h"
#include "base/time.h"
#include "base/uuid.h"

enum colour { COLOUR_RED = 1, COLOUR_GREEN, COLOUR_BLUE };

struct part {
    const char *serial;
    int64_t count;
    LIST_OF(struct part) parts; /* a part holds parts: the record refers to itself */
};

struct sample {
    const char *text;
    int64_t integer;
    double number;
    bool boolean;
    int64_t time;
    struct moment moment;
    struct uuid uuid;
    struct digest digest;
    enum colour colour;
    LIST_OF(const char *) texts;
    const struct part *record;
    LIST_OF(struct part) list;
    const char *json;
};

/* As sample, and nothing may be missing. */
struct strict {
    const char *text;
    int64_t integer;
    bool boolean;
    enum colour colour;
    LIST_OF(const char *) texts;
    LIST_OF(struct part) list;
    const char *json;
};

extern const struct record PART_RECORD, SAMPLE_RECORD, STRICT_RECORD;
extern const struct json_limits SAMPLE_LIMITS;

/* A document with every member of a sample, as json_write writes it. */
extern const char FULL_SAMPLE[];

/* Reasons in an arena of their own; free both with reasons_end. */
struct reasons reasons_begin(void);
void reasons_end(struct reasons *reasons);

/* Fails the test unless exactly one reason is there, with this code, pointer and detail (each NULL: any). */
void assert_reason(const struct reasons *reasons, const char *code, const char *pointer, const char *detail);

#endif

/* A record table: a struct, stated once.
 *
 * JSON in, JSON out, an SQL row, a query string, a settings file and the OpenAPI schema all read the same table.
 *
 * How a member is absent: text, list items and record NULL; integer, time and moment ABSENT_INTEGER; number NaN;
 * boolean false; enum 0 (names start at 1); uuid and digest all zeros. */
#ifndef RACKLINE_RECORD_H
#define RACKLINE_RECORD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ABSENT_INTEGER INT64_MIN
#define ABSENT_NUMBER ((double)NAN)

enum field_kind {
    KIND_TEXT,    /* const char * */
    KIND_INTEGER, /* int64_t */
    KIND_NUMBER,  /* double */
    KIND_BOOLEAN, /* bool */
    KIND_TIME,    /* int64_t, microseconds UTC; RFC 3339 with Z outside */
    KIND_MOMENT,  /* struct moment: as KIND_TIME, the offset that came in is kept */
    KIND_UUID,    /* struct uuid */
    KIND_DIGEST,  /* struct digest; 64 hexadecimal digits outside */
    KIND_ENUM,    /* int */
    KIND_TEXTS,   /* LIST_OF(const char *) */
    KIND_RECORD,  /* pointer to a struct of the record `of` */
    KIND_LIST,    /* LIST_OF(a struct of the record `of`) */
    KIND_JSON,    /* const char *: JSON text, put out as it stands; read as any value */
};

#define LIST_OF(type)  \
    struct {           \
        type *items;   \
        size_t count;  \
    }
/* How LIST_OF looks to code that knows the record only. */
struct list {
    void *items;
    size_t count;
};

/* The words of an enumeration: index = value, [0] is NULL (absent). */
struct names {
    const char *const *words;
    int count; /* of words, the NULL one included */
};

enum field_need { OPTIONAL, REQUIRED };

struct field {
    const char *name; /* of the member, the SQL column, the setting */
    enum field_kind kind;
    size_t offset;
    enum field_need need;
    double min, max; /* text: characters; integer, number: value; list: count. max 0 with min 0: no range */
    const struct record *of;
    const struct names *names;
    const char *about; /* one line, for people */
    const char *schema; /* of JSON that is told on: the name of what describes it; NULL: anything, or a list of `of` */
    bool code;         /* a text that names a thing in a path: letters, digits and . _ : + - alone */
    bool said;         /* a text that says something: not of blanks alone */
    bool lines;        /* a text that may have several lines, and tabs; of what is kept any other may too */
};

struct record {
    const char *name; /* of the schema in the API description */
    size_t size;      /* of the struct */
    const struct field *fields;
    size_t count;
    const char *about;
    const char *needs; /* a member that must be there where this record is, though its field is optional; NULL: none */
    size_t any_from, any_of; /* of so many members from this one on, one must be there at least; the rules see to it */
    bool only_one;           /* and no more than one */
};

#define RECORD_OF(type, label, table, text)                   \
    .name = (label), .size = sizeof(type), .fields = (table), \
    .count = sizeof(table) / sizeof *(table), .about = (text)
#define RECORD(type, label, table, text)      \
    {                                         \
        RECORD_OF(type, label, table, text)   \
    }

#define FIELD(type, member, k, n, low, high, record, words, text)                                            \
    {                                                                                                        \
        .name = #member, .kind = (k), .offset = offsetof(type, member), .need = (n), .min = (low), .max = (high), \
        .of = (record), .names = (words), .about = (text)                                                    \
    }
#define FIELD_TEXT(type, member, need, min, max, about) \
    FIELD(type, member, KIND_TEXT, need, min, max, NULL, NULL, about)
#define FIELD_CODE(type, member, n, most, text)                                                                \
    {                                                                                                          \
        .name = #member, .kind = KIND_TEXT, .offset = offsetof(type, member), .need = (n), .min = 1,           \
        .max = (most), .about = (text), .code = true                                                           \
    }
/* What somebody writes for others to read. Every other text stands in tables and on labels. */
#define FIELD_PROSE(type, member, n, least, most, text)                                                        \
    {                                                                                                          \
        .name = #member, .kind = KIND_TEXT, .offset = offsetof(type, member), .need = (n), .min = (least),     \
        .max = (most), .about = (text), .lines = true                                                          \
    }
/* Prose that is signed with what it is a reason for. */
#define FIELD_REASON(type, member, n, most, text)                                                              \
    {                                                                                                          \
        .name = #member, .kind = KIND_TEXT, .offset = offsetof(type, member), .need = (n), .min = 1,           \
        .max = (most), .about = (text), .said = true, .lines = true                                            \
    }
#define FIELD_INTEGER(type, member, need, min, max, about) \
    FIELD(type, member, KIND_INTEGER, need, min, max, NULL, NULL, about)
#define FIELD_NUMBER(type, member, need, min, max, about) \
    FIELD(type, member, KIND_NUMBER, need, min, max, NULL, NULL, about)
#define FIELD_BOOLEAN(type, member, need, about) FIELD(type, member, KIND_BOOLEAN, need, 0, 0, NULL, NULL, about)
#define FIELD_TIME(type, member, need, about) FIELD(type, member, KIND_TIME, need, 0, 0, NULL, NULL, about)
#define FIELD_MOMENT(type, member, need, about) FIELD(type, member, KIND_MOMENT, need, 0, 0, NULL, NULL, about)
#define FIELD_UUID(type, member, need, about) FIELD(type, member, KIND_UUID, need, 0, 0, NULL, NULL, about)
#define FIELD_DIGEST(type, member, need, about) FIELD(type, member, KIND_DIGEST, need, 0, 0, NULL, NULL, about)
#define FIELD_ENUM(type, member, need, names, about) FIELD(type, member, KIND_ENUM, need, 0, 0, NULL, names, about)
#define FIELD_TEXTS(type, member, need, min, max, about) \
    FIELD(type, member, KIND_TEXTS, need, min, max, NULL, NULL, about)
#define FIELD_RECORD(type, member, need, of, about) FIELD(type, member, KIND_RECORD, need, 0, 0, of, NULL, about)
#define FIELD_LIST(type, member, need, min, max, of, about) \
    FIELD(type, member, KIND_LIST, need, min, max, of, NULL, about)
#define FIELD_JSON(type, member, need, about) FIELD(type, member, KIND_JSON, need, 0, 0, NULL, NULL, about)
/* The same where another schema of the API description says what it is. */
#define FIELD_JSON_OF(type, member, n, label, text)                                                            \
    {                                                                                                          \
        .name = #member, .kind = KIND_JSON, .offset = offsetof(type, member), .need = (n), .about = (text),    \
        .schema = (label)                                                                                      \
    }
/* A list of rows that is only told on: as text from where it is stored to where it is written. */
#define FIELD_JSON_LIST(type, member, need, min, max, of, about) \
    FIELD(type, member, KIND_JSON, need, min, max, of, NULL, about)

/* Sets every member to absent. */
void record_clear(const struct record *record, void *ret_row);

/* The field of that name; NULL when there is none. */
const struct field *record_field(const struct record *record, const char *name);

/* Whether the member must be there. */
bool field_is_needed(const struct record *record, const struct field *field);

/* Where the member is in a row. */
static inline void *field_in(const struct field *field, void *row)
{
    return (char *)row + field->offset;
}
static inline const void *field_of(const struct field *field, const void *row)
{
    return (const char *)row + field->offset;
}

/* Whether the member is absent in the row (a boolean never is). */
bool field_absent(const struct field *field, const void *row);

/* The word of an enumeration's value; NULL for 0 and for a value out of range. */
const char *name_of(const struct names *names, int value);
/* The value of a word; 0 when it is none. */
int name_value(const struct names *names, const char *word);

struct arena;
struct reasons;
/* Sets one scalar member from text, as a query string or a settings file has it: numbers in decimal, booleans true
 * and false, the rest as in JSON. The range is checked. Returns false and adds one reason with `pointer` when the
 * text does not fit; the row is then untouched. Texts are copied into the arena of `reasons`. */
bool field_from_text(const struct field *field, void *row, const char *text, const char *pointer,
                     struct reasons *reasons);

#endif

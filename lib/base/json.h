/* JSON, through record tables: read with jansson, written straight into a buffer. */
#ifndef RACKLINE_JSON_H
#define RACKLINE_JSON_H

#include "base/buffer.h"
#include "base/fault.h"
#include "base/reason.h"
#include "base/record.h"

/* A value in a parsed document. */
struct json;

struct json_limits {
    size_t depth; /* of nested arrays and objects */
    size_t items; /* in any one array */
};

/* Reads a whole document. Duplicate members, bytes that are not UTF-8, NUL in a text, anything after the end, a
 * deeper nesting and a longer array than the limits are refused: FAULT_MALFORMED, with one reason that says where.
 * *ret is the caller's to free with json_free; untouched on failure. */
enum fault json_parse(const char *bytes, size_t size, struct json_limits limits, struct json **ret,
                      struct reasons *reasons);
/* Frees a document, by its root. NULL is safe. */
void json_free(struct json *root);

bool json_is_array(const struct json *value);
bool json_is_object(const struct json *value);
/* The items of an array; 0 and NULL for anything else. */
size_t json_count(const struct json *array);
const struct json *json_item(const struct json *array, size_t index);
/* A text member of an object; NULL when it is absent or no text. Owned by the document. */
const char *json_text_member(const struct json *object, const char *name);

/* Fills a row from an object and adds a reason for every member that is unknown, missing, of the wrong kind or out of
 * range, with its JSON pointer below `pointer` ("" for the document itself). `skip`, a NULL-terminated list or NULL,
 * names members to pass over. Texts and lists are copied into the arena of `reasons`. FAULT_INVALID when a reason was
 * added, FAULT_MEMORY. */
enum fault json_decode(const struct json *object, const struct record *record, const char *pointer,
                       const char *const *skip, void *ret_row, struct reasons *reasons);

/* The same, but fills the row with what is sound even when something is not: a member at fault is absent in it. For a
 * document whose other faults are to be told in the same breath. */
enum fault json_decode_sound(const struct json *object, const struct record *record, const char *pointer,
                             const char *const *skip, void *ret_row, struct reasons *reasons);

/* json_parse and json_decode of a whole body in one. */
enum fault json_read(const char *bytes, size_t size, struct json_limits limits, const struct record *record,
                     void *ret_row, struct reasons *reasons);

/* Writes a row as an object; absent members are left out, so are the members that `skip` names. */
void json_write(struct buffer *buffer, const struct record *record, const void *row);
void json_write_skipping(struct buffer *buffer, const struct record *record, const void *row,
                         const char *const *skip);
/* Writes one member's value. */
void json_write_value(struct buffer *buffer, const struct field *field, const void *row);
/* Writes a text in quotes, escaped as far as JSON asks. */
void json_write_text(struct buffer *buffer, const char *text);
/* Writes a number with the fewest digits that read back as the same; null when it is not finite. */
void json_write_number(struct buffer *buffer, double number);

#endif

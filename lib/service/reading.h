/* What views share: finding the one thing a path names, and lists in pages. */
#ifndef RACKLINE_READING_H
#define RACKLINE_READING_H

#include "domain/state.h"
#include "service/request.h"
#include "service/views.h"
#include "service/views_unit.h"

/* The one unit with the serial and, when it is not NULL, part number. FAULT_NOT_FOUND, or FAULT_REFUSED with a reason
 * when several have the serial. */
enum fault read_unit(struct session *session, struct request *request, const char *serial, const char *part_number,
                     struct unit *ret);

/* Adds a reason that says what was not found and returns FAULT_NOT_FOUND when that is the fault; any other fault as it
 * is. */
enum fault not_found(struct request *request, enum fault fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Says which part was not found and returns FAULT_NOT_FOUND when that is the fault, or FAULT_REFUSED where it is known
 * in other capitals; any other fault as it is. */
enum fault part_not_found(struct session *session, struct request *request, enum fault fault, const char *part_number,
                          const char *serial);

/* The journal position that a path names a thing by. False, with the reason that there is no such thing (`format`, of
 * the text), for a text that is no position. */
bool path_id(struct request *request, const char *text, const char *format, int64_t *ret);

/* Writes a record as the answer. */
enum fault answer_write(struct answer *answer, const struct record *record, const void *row);

/* A page of a list, in the answer's form. The rows asked for are one more than page_limit, so that whether there is
 * more is known without asking again; page_shown of them are written, and `cursor` (NULL: there is no more) is the key
 * of the last one. It lives as long as the request's arena. */
int64_t page_limit(int64_t limit);
size_t page_shown(size_t count, int64_t limit);
enum fault page_write(struct answer *answer, const struct record *record, const void *items, size_t shown,
                      const char *cursor);

/* A cursor that is a row's number: reading one, 0 for none, and false, with a reason, for what page_write did not make;
 * and making one, NULL where there is no more. */
bool cursor_number(struct request *request, const char *cursor, int64_t *ret);
const char *number_cursor(struct request *request, bool more, int64_t number);

#endif

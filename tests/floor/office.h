/* What people do beside the line: planners with orders, quality with holds and nonconformances. Threads take turns. */
#ifndef RACKLINE_FLOOR_OFFICE_H
#define RACKLINE_FLOOR_OFFICE_H

#include "floor/plant.h"

/* POSTs a body (NULL: none) with a new Idempotency-Key and wants 201, or 200 where the first answer was lost. The
 * entry's journal position goes to *ret, which may be NULL. False, and a complaint, for any other answer. */
bool office_post(struct plant *plant, struct office *office, const char *path, const char *body, int64_t *ret);

/* Asks, with a body or without (NULL), and has the answer read before anybody else asks. False, and a complaint, unless
 * it is 200 with an object. */
typedef void office_read(void *context, const struct json *document);
bool office_ask(struct plant *plant, struct office *office, const char *path, const char *body, office_read *read,
                void *context);

/* Quality stops a unit, and lets it go on. */
bool office_hold(struct plant *plant, const char *serial, const char *part_number, int64_t *ret_hold);
bool office_release_hold(struct plant *plant, int64_t hold, const char *reason);

/* Quality gives a unit up. */
bool office_scrap(struct plant *plant, const char *serial, const char *part_number, const char *reason);

/* Quality takes what is in a position of a scrapped unit out for use in another one. False without a complaint where a
 * lot hold stopped it; so the next. */
bool office_salvage(struct plant *plant, const char *serial, const struct recipe *recipe,
                    const struct position *position, const char *reason);
/* Quality asks to let a unit go on without an operation, and a second person agrees. */
bool office_waive(struct plant *plant, const char *serial, const char *part_number, const char *operation,
                  const char *reason, int64_t *ret_waiver);
/* And quality takes that back. */
bool office_revoke(struct plant *plant, int64_t waiver);

/* Quality reports a defect at a position (NULL: none) of a unit, decides about a nonconformance by the word of a
 * disposition, agrees as a second person, and closes what is done. */
bool office_report(struct plant *plant, const char *serial, const char *part_number, const char *position,
                   const char *code, const char *description, int64_t *ret_nonconformance);
bool office_dispose(struct plant *plant, int64_t nonconformance, const char *disposition, const char *reason);
/* The same after another one by a slip, which it replaces. */
bool office_dispose_anew(struct plant *plant, int64_t nonconformance, const char *slip, const char *disposition,
                         const char *reason);
/* Quality has an operation done again that had passed. */
bool office_send_back(struct plant *plant, int64_t nonconformance, const char *operation);
/* Quality has it done again, or another thread, which saw it too, was first. */
bool office_rework(struct plant *plant, int64_t nonconformance);
bool office_countersign(struct plant *plant, int64_t nonconformance);
bool office_close(struct plant *plant, int64_t nonconformance, const char *reason);

/* As what a rack's bent frame is reported. */
#define FRAME_DEFECT_CODE "FRAME-01"

/* Of a unit as it was answered: what is open is reworked, or rejected where it was none, and of what was decided, all
 * that is done is closed. What a lot hold was about is left to its desk until it is decided. */
bool office_settle(struct plant *plant, const struct json *unit);

#endif

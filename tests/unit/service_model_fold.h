/* How each kind of entry changes the model, and what must be true for it to be accepted. */
#ifndef RACKLINE_TEST_SERVICE_MODEL_FOLD_H
#define RACKLINE_TEST_SERVICE_MODEL_FOLD_H

#include "service_model.h"

/* Fails the test with where it was and which entry it was at. */
#define CLAIM_AT(model, position, condition, ...)                                                                      \
    ck_assert_msg(condition, "%s, journal position %lld: %s", (model)->line->context, (long long)(position),           \
                  arena_printf((model)->arena, __VA_ARGS__))
#define CLAIM(model, condition, ...)                                                                                   \
    CLAIM_AT(model, (model)->entry ? (model)->entry->journal_position : (model)->folded, condition, __VA_ARGS__)

void fold_entry(struct model *model, const struct entry *entry);

/* Shared by the folds. */
struct model_unit *model_unit(struct model *model, const char *serial, const char *part_number);
struct model_operation *model_operation(struct model *model, struct model_unit *unit, const char *operation);
int64_t model_accumulated_us(const struct model_operation *operation, int64_t now_us);

/* Whether what is in the position goes there. */
bool model_fits(const struct position *position, const struct model_part *part);

void fold_started(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_paused(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_resumed(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_completed(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_aborted(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_signed(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_installed(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_removed(struct model *model, struct model_unit *unit, struct model_operation *operation);
void fold_corrected(struct model *model);
/* Waivers: requested, countersigned, rejected, in effect. */
void fold_waiver(struct model *model);
/* Parts described anew: said, countersigned, rejected; and what holds on a lot have caught, be it described so. */
void fold_described(struct model *model);
void claim_lots_held(const struct model *model);
/* Parts that came back from their supplier, or never did. */
void fold_received(struct model *model);
void fold_receipt_voided(struct model *model, int64_t journal_position);
bool model_came_back_since(const struct model *model, const struct model_part *part, int64_t journal_position);
bool model_came_back(const struct model *model, const struct model_part *part);
/* What had passed, and is to be done again. */
void fold_reopened(struct model *model);
/* Units moved to a later revision. */
void fold_revised(struct model *model);
/* Whatever was waived: something was done on the unit, everything is in it, who signs off has signed, and every fault
 * of it and inside it was decided on; but where a correction completes it again, what was found since stays. */
void claim_whole(struct model *model, const struct model_unit *unit);
/* Nonconformances: reported, opened, decided on, countersigned, closed. */
void fold_fault(struct model *model);
void stop_begins(struct model *model, struct model_stop *stops, size_t *count, struct model_unit *unit,
                 const char *order);
void stop_ends(struct model *model, struct model_stop *stops, size_t count, int64_t journal_position);
void fold_defect_voided(struct model *model, int64_t journal_position);

#endif

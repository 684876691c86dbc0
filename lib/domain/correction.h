/* Taking events back: internal to the domain. */
#ifndef RACKLINE_CORRECTION_H
#define RACKLINE_CORRECTION_H

#include "domain/rules.h"

/* Adds every event since that stands in the way of taking back the snapshot's voided one, and what the correction goes
 * back to. Only FAULT_MEMORY is returned. */
typedef enum fault correction(const struct snapshot *snapshot, struct result_corrected *result,
                              struct reasons *reasons);

correction correct_start, correct_completion, correct_installation, correct_removal, correct_record, correct_defect;

/* Adds the reason that an event of this kind at this journal position stands in the way; `how` says in which way. */
void refuse_later(struct reasons *reasons, enum entry_kind kind, int64_t journal_position, const char *how, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds unit.completed when a removal that is taken back completes the unit again. */
enum fault decide_restored(const struct snapshot *snapshot, const struct result_corrected *result,
                           struct decision *decision, struct arena *arena);

#endif

/* Loading the component that is named, and what fills the position that is named. */
#ifndef RACKLINE_SNAPSHOT_COMPONENT_H
#define RACKLINE_SNAPSHOT_COMPONENT_H

#include "service/snapshot.h"
#include "store/find_description.h"
#include "store/find_receipt.h"

/* Has each of a component's installations say only what of it was not described otherwise with a later one.
 * FAULT_MEMORY. */
enum fault history_leave(struct installations *history, const struct descriptions *described, struct arena *arena);

/* Which other parts are known by these names, beside the one with that serial number. */
enum fault snapshot_load_names(struct session *session, const struct identifier *items, size_t count,
                               const char *serial, struct arena *arena, struct snapshot *snapshot);

/* Fills lot_otherwise; no lot is known by other capitals. FAULT_MEMORY, or a fault of the store. */
enum fault snapshot_load_lot(struct session *session, const char *part_number, const char *lot, struct arena *arena,
                             struct snapshot *snapshot);

/* Fills component_receipts of that part. FAULT_MEMORY, or a fault of the store. */
enum fault snapshot_load_receipts(struct session *session, const char *part_number, const char *serial,
                                  struct arena *arena, struct snapshot *snapshot);

/* What is on record of a component: what each of its installations and receipts says and none after it does;
 * a receipt that was voided says nothing.
 * FAULT_MEMORY. */
enum fault provenance_of_history(const struct installations *history, const struct receipts *receipts,
                                 struct arena *arena, const struct provenance **ret);

/* Fills `occupant`; the unit is there, if any. */
enum fault snapshot_load_occupant(struct session *session, const char *position, struct arena *arena,
                                  struct snapshot *snapshot);

/* Fills what speaks of the component, of the unit that it may be, and of the occupant; unit and holds are there. */
enum fault snapshot_load_component(struct session *session, const struct snapshot_question *question,
                                   struct arena *arena, struct snapshot *snapshot);

#endif

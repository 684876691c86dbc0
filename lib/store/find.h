/* Finding rows. Results live in the arena. A function for one row returns FAULT_NOT_FOUND when there is none; one for
 * several, given the address of a list, fills it, empty or not. */
#ifndef RACKLINE_FIND_H
#define RACKLINE_FIND_H

#include "domain/state.h"
#include "store/store.h"

struct units { LIST_OF(struct unit) list; };
struct unit_operations { LIST_OF(struct unit_operation) list; };
struct runs { LIST_OF(struct run) list; };
struct installations { LIST_OF(struct installation) list; };
struct measurements { LIST_OF(struct measurement) list; };
struct check_answers { LIST_OF(struct check_answer) list; };
struct signatures { LIST_OF(struct signature) list; };
struct nonconformances { LIST_OF(struct nonconformance) list; };
struct findings { LIST_OF(struct finding) list; };
struct waivers { LIST_OF(struct waiver) list; };

/* Units by serial, of any part number (part_number NULL) or of one. */
enum fault find_units(struct store *store, const char *serial, const char *part_number, struct arena *arena,
                      struct units *ret);
/* One by the same letters and digits as a serial number, in other capitals. */
enum fault find_unit_otherwise(struct store *store, const char *serial, const char *part_number, struct arena *arena,
                               struct unit *ret);
enum fault find_unit(struct store *store, int64_t unit_id, struct arena *arena, struct unit *ret);
enum fault find_order(struct store *store, const char *order, struct arena *arena, struct order *ret);
enum fault find_units_of_order(struct store *store, const char *order, struct arena *arena, struct units *ret);
/* When the last of an order's units was completed or scrapped; ABSENT_INTEGER: none was. */
enum fault find_order_units_completed(struct store *store, const char *order, int64_t *ret);
/* How many units of an order are neither completed, shipped nor scrapped; no more than `most` are counted. */
enum fault count_order_units_unfinished(struct store *store, const char *order, int64_t most, int64_t *ret);

/* How operations of its routing stand on a unit, those never begun left out. */
enum fault find_operations(struct store *store, int64_t unit_id, struct arena *arena, struct unit_operations *ret);
enum fault find_operation(struct store *store, int64_t unit_id, const char *operation, struct arena *arena,
                          struct unit_operation *ret);
enum fault find_run(struct store *store, int64_t run_id, struct arena *arena, struct run *ret);
enum fault find_runs_of_unit(struct store *store, int64_t unit_id, struct arena *arena, struct runs *ret);
enum fault find_runs_at_station(struct store *store, const char *station, struct arena *arena,
                                struct runs *ret); /* not ended */
enum fault find_measurements(struct store *store, int64_t run_id, struct arena *arena, struct measurements *ret);
enum fault find_answers(struct store *store, int64_t run_id, struct arena *arena, struct check_answers *ret);
enum fault find_signatures(struct store *store, int64_t run_id, struct arena *arena, struct signatures *ret);

enum fault find_installations(struct store *store, int64_t unit_id, struct arena *arena,
                              struct installations *ret); /* there now */
/* What was taken out of a unit after a journal position, and was there. */
enum fault find_parts_left(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                           struct installations *ret);
/* Which positions of a unit are filled now, in no order: much less to read than what fills them. */
struct filled {
    int64_t installation_id;
    const char *position;
};
struct filled_list {
    LIST_OF(struct filled) list;
};
enum fault find_filled(struct store *store, int64_t unit_id, struct arena *arena, struct filled_list *ret);
/* What was in a unit as of a journal position, by position: installed at or before it and not removed or voided until
 * then. It has what is told of a part, and the lists of it as they are stored. */
struct part_then {
    int64_t installation_id;
    const char *position;
    const char *part_number;
    const char *revision;
    const char *serial;
    const char *lot;
    const char *supplier;
    const char *country;
    const char *origin_site;
    const char *firmware;    /* JSON: an array of FIRMWARE_RECORD; NULL: none */
    const char *identifiers; /* likewise of IDENTIFIER_RECORD */
    int64_t child_unit_id;
    const char *operator;
    int64_t installed;
    int64_t unapproved_by;
    int64_t previous_id; /* installation of the same component before this one */
};
struct parts_then {
    LIST_OF(struct part_then) list;
};
enum fault find_parts_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                         struct parts_then *ret);
enum fault find_installation(struct store *store, int64_t installation_id, struct arena *arena,
                             struct installation *ret);
/* What fills a position: which part, since when and in which run, and none of what it came with. */
enum fault find_occupant(struct store *store, int64_t unit_id, const char *position, struct arena *arena,
                         struct installation *ret);
/* Everywhere a serial has been, in order. */
enum fault find_component_history(struct store *store, const char *part_number, const char *serial,
                                  struct arena *arena, struct installations *ret);
/* The first of other serial numbers whose part, which was not built here, was installed with this identifier, which is
 * permanent. `serial` NULL: of any. */
enum fault find_identified(struct store *store, const struct identifier *identifier, const char *serial,
                           struct arena *arena, struct installation *ret);
enum fault find_component(struct store *store, const char *part_number, const char *serial, struct arena *arena,
                          struct component *ret);
/* One by the same letters and digits, some of which are capitals in one and small in the other. Of a unit built here that
 * was never installed no more than its name is filled in. */
enum fault find_component_otherwise(struct store *store, const char *part_number, const char *serial,
                                    struct arena *arena, struct component *ret);
/* The first part of the lot by the same letters and digits, likewise, where none is on record as it is said here. */
enum fault find_lot_otherwise(struct store *store, const char *part_number, const char *lot, struct arena *arena,
                              struct installation *ret);

enum fault find_station(struct store *store, const char *station, struct arena *arena, struct station *ret);
/* The journal position at which a station came to the state that it is in. */
enum fault find_station_since(struct store *store, const char *station, int64_t *ret);
/* The plant's. */
enum fault find_calendar(struct store *store, struct arena *arena, struct calendar *ret);
enum fault find_operator(struct store *store, const char *code, struct arena *arena, struct operator *ret);
enum fault find_tool(struct store *store, const char *tool, struct arena *arena, struct tool *ret);
enum fault find_defect(struct store *store, const char *code, struct arena *arena, struct defect *ret);
enum fault find_token_by_digest(struct store *store, struct digest digest, struct arena *arena, struct token *ret);
enum fault find_token(struct store *store, const char *name, struct arena *arena, struct token *ret);

enum fault find_nonconformance(struct store *store, int64_t nonconformance_id, struct arena *arena,
                               struct nonconformance *ret);
/* Of a unit, in their order, voided ones left out. */
enum fault find_findings(struct store *store, int64_t unit_id, struct arena *arena, struct findings *ret);
/* The same of a component, wherever it was. */
enum fault find_component_findings(struct store *store, const char *part_number, const char *serial,
                                   struct arena *arena, struct findings *ret);
enum fault count_nonconformances_open(struct store *store, int64_t unit_id, int64_t *ret);
/* Neither closed nor voided, of the unit and of the units inside it at any depth. */
enum fault count_nonconformances_unclosed(struct store *store, int64_t unit_id, int64_t *ret);
/* Open, of units inside it at any depth; of it too, and not closed, with the unit they are at. */
enum fault count_nonconformances_open_inside(struct store *store, int64_t unit_id, int64_t *ret);
struct unclosed {
    int64_t nonconformance_id;
    const char *serial;
    const char *code;
    int state;     /* enum nonconformance_state */
    bool condemns; /* by it that unit is scrapped as a whole */
};
struct unclosed_list { LIST_OF(struct unclosed) list; };
enum fault find_unclosed_inside(struct store *store, int64_t unit_id, struct arena *arena, struct unclosed_list *ret);
/* Whether a nonconformance is open that came of the last attempt an operation had. */
enum fault find_material_review(struct store *store, int64_t unit_id, bool *ret);
/* The last nonconformance by which quality scraps the unit as a whole and that is not closed; 0: there is none. */
enum fault find_condemned(struct store *store, int64_t unit_id, int64_t *ret);
/* The same of the unit or of one that it is in, at any depth. */
enum fault find_condemned_around(struct store *store, int64_t unit_id, int64_t *ret);
enum fault find_nonconformances(struct store *store, int64_t unit_id, struct arena *arena,
                                struct nonconformances *ret);
enum fault find_waiver(struct store *store, int64_t waiver_id, struct arena *arena, struct waiver *ret);
/* Of a unit, in their order. */
enum fault find_waivers(struct store *store, int64_t unit_id, struct arena *arena, struct waivers *ret);
/* Whether the operator installed or removed something on the unit or on one that is inside it at any depth, or started,
 * measured or checked in a run of them that builds (result_started.builds), and no correction took that back. */
enum fault find_operator_built(struct store *store, int64_t unit_id, const char *badge, bool *ret);

struct product_row {
    const char *part_number;
    const char *revision;
    int state; /* enum product_state */
    const char *definition; /* JSON text */
    int64_t journal_position;
};
extern const struct record PRODUCT_ROW_RECORD;
enum fault find_product(struct store *store, const char *part_number, const char *revision, struct arena *arena,
                        struct product_row *ret);
/* The next sequence number for units of a part number and a format, from 1: behind the last one among all serial
 * numbers that say what the first and the last say that it makes now (serial_sequence), in whichever capitals: those of
 * units, of whichever part number and by whichever format they were made, and those of parts of that part number, which
 * may have been bought. So none is made that is there, nor one that is read as such. `ret_part` is the serial number of
 * that part where the last one is of a part that is no unit, in the arena; otherwise NULL. */
enum fault next_unit_sequence(struct store *store, const char *part_number, const char *first, const char *last,
                              struct arena *arena, int64_t *ret, const char **ret_part);

#endif

/* Checks that the rules share: internal to the domain.
 *
 * Each adds every reason it finds. A rule asks all of them whatever was found before, for nobody mends one thing to be
 * told of the next: where the unit is not known, the operation is not or does not run, they judge what can be judged
 * without it. Those that return bool say whether the thing they look at is there. */
#ifndef RACKLINE_INTERLOCK_H
#define RACKLINE_INTERLOCK_H

#include "domain/rules.h"

/* The definition of the snapshot's operation, which must be known. */
static inline const struct operation_definition *operation_asked(const struct snapshot *snapshot)
{
    return snapshot->product->operations.items[snapshot->operation].definition;
}

/* The snapshot's operation on its unit. */
static inline const struct unit_operation *operation_row(const struct snapshot *snapshot)
{
    return &snapshot->operations[snapshot->operation];
}

/* The run that goes on, or is paused, in the snapshot's operation; NULL where there is none, or no such operation. */
static inline const struct run *open_run(const struct snapshot *snapshot)
{
    return snapshot->operation >= 0 && operation_is_open(operation_row(snapshot)->state) ? snapshot->run : NULL;
}

/* The word of an operation's state; never NULL. */
const char *operation_word(const struct reasons *reasons, int state);

/* The unit is known, and its state, its order and the holds on both allow an entry of this kind. */
void interlock_unit(const struct snapshot *snapshot, const struct subject *subject, enum entry_kind kind,
                    struct reasons *reasons);

/* Whether the order lets no entry of this kind happen to its unit. One that was cancelled ends what is not finished: what
 * was completed before ships, and is mended like what is inside another unit; the order stays cancelled. */
bool order_stops(const struct order *order, const struct unit *unit, enum entry_kind kind);

/* Where the unit is installed in another: the operation (an index, or -1) runs in place, or what it fills may be taken
 * out there, and the units that contain it, their orders and the holds on them allow an entry of this kind. */
void interlock_in_place(const struct snapshot *snapshot, enum entry_kind kind, int operation, struct reasons *reasons);

/* Every operation before the snapshot's, directly or not, is passed or waived: when it starts, and still when it resumes
 * and when it passes. Needs SEE_ROUTE. */
void interlock_predecessors(const struct snapshot *snapshot, struct reasons *reasons);

/* The snapshot's operation depends on no unit inside that is not completed. Needs SEE_INSIDE. */
void interlock_inner(const struct snapshot *snapshot, struct reasons *reasons);

/* Nothing runs on the unit in the position named, where it is. Needs SEE_COMPONENT. */
void interlock_occupant_at_rest(const struct snapshot *snapshot, struct reasons *reasons);

/* Whether holds on a unit, and one on its order as a whole, stop an entry of this kind on the snapshot's unit: that
 * unit is it, or contains it. `lying` are those that lie on the unit.
 *
 * A hold stops work. It keeps nobody from standing still, giving up, recording what is seen of a run that goes on, or
 * reporting what is wrong; nor from taking out the very part it is about, or a unit that it lies on itself, for only so
 * can what it found be put right. A part of which quality decided that it comes out does so under any hold. Of a
 * removal this needs SEE_COMPONENT and SEE_DEFECTS. */
bool unit_hold_stops(const struct snapshot *snapshot, enum entry_kind kind, bool held, const struct holds *lying);
bool order_hold_stops(const struct snapshot *snapshot, enum entry_kind kind, bool held);

/* Whether an entry of this kind builds on a unit, which nobody does once quality scraps it or what it is in. What was
 * begun may come to its end. */
bool builds_on(enum entry_kind kind);

/* Adds the reason that quality scraps a unit as a whole. */
void refuse_condemned(const char *serial, int64_t nonconformance_id, struct reasons *reasons);

/* Adds the reason that a hold lies on a unit, or on its order as a whole. `outer`: that unit contains the snapshot's. */
void refuse_hold(const struct hold *hold, const struct unit *unit, bool outer, struct reasons *reasons);

/* Adds a reason for each hold that lies on a unit, and not on its order as a whole; and for each that does. `outer`:
 * that unit contains the snapshot's. */
void refuse_unit_held(const struct holds *lying, const struct unit *unit, bool outer, struct reasons *reasons);
void refuse_order_held(const struct holds *lying, const struct unit *unit, bool outer, struct reasons *reasons);

/* The serial number of the unit that directly contains the snapshot's. */
const char *holder_word(const struct snapshot *snapshot);

/* Adds the reason that a unit is in another, which it comes out of first, or left in it, the outermost one. */
void refuse_installed(const char *serial, const struct unit *around, struct reasons *reasons);

/* The unit that contains all that contain the snapshot's: what stands at a station, or in its bay. */
int64_t outermost_unit_id(const struct snapshot *snapshot);

/* An operation is named, and the unit's routing has it. */
void interlock_operation(const struct snapshot *snapshot, const char *operation, struct reasons *reasons);

/* The token stands for a station, and it is registered. */
bool interlock_station(const struct snapshot *snapshot, struct reasons *reasons);

/* The station, which must be known, is not down. */
void interlock_station_up(const struct snapshot *snapshot, struct reasons *reasons);

/* The station, which must be known, is of the type that the snapshot's operation, which must be too, asks for. */
void interlock_station_type(const struct snapshot *snapshot, struct reasons *reasons);

/* Everything that an event on a run has in common: unit, station, operator, operation, and a run of it at this station
 * whose state allows an entry of this kind; for what adds to its evidence, the operator's skill and a station that is
 * up. Where there is no run, the station is still of the type that the operation asks for. When it adds nothing, unit,
 * operation and run are all there. */
void interlock_run(const struct snapshot *snapshot, const struct subject *subject, enum entry_kind kind,
                   bool demand_operator, struct reasons *reasons);

/* The operator is named where that is demanded, is known, and still works here. */
void interlock_operator(const struct snapshot *snapshot, const char *operator, bool demanded,
                        struct reasons *reasons);

/* The operator, when there is one, has the skill that the snapshot's operation, where it is known, requires. */
void interlock_skill(const struct snapshot *snapshot, struct reasons *reasons);

/* The tool is named where the snapshot's operation requires one, is known, of the type, not withdrawn, and in
 * calibration. `code` is as it was named, NULL when it was not. */
void interlock_tool(const struct snapshot *snapshot, const struct tool *tool, const char *code, bool demanded,
                    struct reasons *reasons);

/* The same of the tool that the snapshot's open run was started with, when something is measured with it. */
void interlock_run_tool(const struct snapshot *snapshot, struct reasons *reasons);

/* What the snapshot's open run has still to show before it passes: measurements, answers and the signature; this one is
 * left out where it is just being given (`signing`). Needs SEE_EVIDENCE and SEE_POSITIONS. FAULT_MEMORY. */
enum fault interlock_evidence(const struct snapshot *snapshot, bool signing, struct reasons *reasons);

/* Whether what an operation proves would fall as soon as a part that is not approved comes out, where it does not fill
 * that part's place itself: there the part comes out. */
bool awaits_approved(const struct product *product, int operation, const struct unapproved_part *part);
/* The snapshot's operation awaits no part to come out. Needs SEE_INSIDE. */
void interlock_approved(const struct snapshot *snapshot, struct reasons *reasons);

/* The part in a position of the snapshot's unit that is not approved there any more; NULL: it is, or none is there.
 * Needs SEE_INSIDE. */
const struct unapproved_part *unapproved_in(const struct snapshot *snapshot, const char *position);

/* Adds the reason that a part of a unit, or of one inside it, is not approved any more. */
void refuse_unapproved(const struct unapproved_part *part, struct reasons *reasons);

/* What no waiver excuses: a position of the operation that is empty or holds a part that is not approved; of the whole
 * unit alone (-1) any position, of units inside it too what is not approved, and an operation waived without the
 * signature it asks for. Needs SEE_POSITIONS and SEE_INSIDE. */
void interlock_positions(const struct snapshot *snapshot, int operation, struct reasons *reasons);
void interlock_signatures(const struct snapshot *snapshot, struct reasons *reasons);

/* Whether the finding is about the part of this installation; whether it says, as it stands, that the part it is about
 * is not good: nobody has decided, or what was decided is not done, or is that it is thrown away or returned. */
bool finding_is_about(const struct finding *finding, const struct installation *part);
bool finding_condemns(const struct finding *finding);
/* Whether what was decided is that it is reworked or repaired. */
bool finding_is_mended(const struct finding *finding);

/* What becomes of what is taken out of the position: as the event says, or else as quality decided. Adds a reason where
 * the two differ. Needs SEE_COMPONENT and SEE_DEFECTS. */
enum removal interlock_removal_decided(const struct snapshot *snapshot, const struct component_removed *data,
                                       struct reasons *reasons);

/* Nothing that was found on the component named speaks against it. While a part is reworked or repaired it may go back
 * to where it was found faulty. Needs SEE_COMPONENT. */
void interlock_condemned(const struct snapshot *snapshot, const struct component_installed *data,
                         struct reasons *reasons);

/* The other names that the component is scanned with are names, and the permanent ones those it had before and no other
 * part has. Needs SEE_COMPONENT. */
void interlock_identifiers(const struct snapshot *snapshot, const struct component_installed *data,
                           struct reasons *reasons);

/* Where a part comes from is said, where it is, in one spelling, and is no placeholder; `what` says what it is. */
void interlock_spelling(const char *identity, const char *what, struct reasons *reasons);
void interlock_lot(const char *lot, struct reasons *reasons);
/* A part, or a lot, is not known in other capitals (NULL: it is not): it would stand in two places, and a hold find it
 * in one of them. */
void interlock_serial_known(const struct component *otherwise, const char *serial, struct reasons *reasons);
void interlock_lot_known(const struct installation *otherwise, const char *lot, struct reasons *reasons);
void interlock_country(const char *country, struct reasons *reasons);
void interlock_named(const char *name, const char *what, struct reasons *reasons);

/* It is where the part came from before (NULL: nothing is on record), for that never changes. Its revision may, as its
 * firmware does: parts are reworked. Once quality has said of which revision it is, that goes until quality says
 * another: its label may be what was wrong. */
struct scanned_part {
    const char *part_number, *serial;
    bool revision_described;
};
void interlock_origin(const struct scanned_part *part, const struct provenance *said, const struct provenance *before,
                      struct reasons *reasons);

/* Whether the removal takes a part out of scrap, and every reason why that part may not be. Of a unit that was scrapped
 * nothing falls, and it stays what it is. Needs SEE_COMPONENT and SEE_DEFECTS. */
bool is_salvage(const struct snapshot *snapshot);
void interlock_salvage(const struct snapshot *snapshot, enum removal removal, struct reasons *reasons);
/* The same of a removal out of a unit that is not scrapped: from one that is to be, nothing comes out for use before. */
void interlock_before_salvage(const struct snapshot *snapshot, enum removal removal, struct reasons *reasons);

/* The snapshot's defect, named by this code, is in the catalogue and still reported. */
void interlock_defect(const struct snapshot *snapshot, const char *code, struct reasons *reasons);

/* Whether, with this one more, a defect was found in the snapshot's operation as often as the definition lets it. Its
 * family is the snapshot's defect's. Needs SEE_DEFECTS. */
bool defect_limit_reached(const struct snapshot *snapshot, const char *code);

/* Whether a finding of the unit is for material review, and would not be without an earlier one. Needs SEE_DEFECTS. */
bool is_reviewed_for(const struct snapshot *snapshot, const struct finding *finding, int64_t nonconformance);

/* Who countersigns is another than who decided: `decided_by` is the name of a token. */
void interlock_second(const char *decided_by, const struct principal *principal, struct reasons *reasons);

/* The station, which must be known, has room for the unit: a place, or the bay with its power and coolant, for the
 * operation, or for its open run to go on. Of a unit that is not known it is not said whether another is in its way.
 * Needs SEE_STATION. */
void interlock_place(const struct snapshot *snapshot, const char *bay, bool demand_bay, struct reasons *reasons);

#endif

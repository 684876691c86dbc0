/* What quality may decide on units. */
#include "domain/edit_rules.h"
#include "domain/interlock.h"

void unit_may_be_scrapped(const struct unit *unit, const struct unit *holder, int64_t runs_open,
                          struct reasons *reasons)
{
    int next;
    if (!unit_next_state(unit->state, ENTRY_UNIT_SCRAPPED, false, &next))
        refuse(reasons, REFUSAL_UNIT_STATE, "unit %s is %s", unit->serial,
               reason_name(reasons, &UNIT_STATE_NAMES, unit->state));
    if (holder)
        refuse_installed(unit->serial, holder, reasons);
    if (runs_open > 0)
        refuse(reasons, REFUSAL_OPERATION_STATE, "%lld operations run on unit %s, or inside it; abort them first",
               (long long)runs_open, unit->serial);
}

/* Signing an operation off: last of all, for nobody signs for what is not there yet; and where it is independent, by
 * somebody who neither built the unit nor did what is signed. */
#include "domain/containment.h"
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

static bool is_by(const char *operator, const struct operator *person)
{
    return operator && !strcmp(operator, person->operator);
}

/* Whether the operator began the run, or measured or answered in it. */
static bool took_part(const struct snapshot *snapshot)
{
    const struct operator *person = snapshot->operator;
    const struct run *run = open_run(snapshot);
    if (!person || !run)
        return false;
    bool took = is_by(run->operator, person);
    for (size_t i = 0; i < snapshot->measurements.count && !took; i++)
        took = is_by(snapshot->measurements.items[i].operator, person);
    for (size_t i = 0; i < snapshot->answers.count && !took; i++)
        took = is_by(snapshot->answers.items[i].operator, person);
    return took;
}

static void interlock_independent(const struct snapshot *snapshot, struct reasons *reasons)
{
    const char *badge = snapshot->operator ? snapshot->operator->operator : "";
    if (snapshot->operator_built)
        refuse(reasons, REFUSAL_SIGNER_BUILT, "operator %s built on unit %s; a second person signs it off", badge,
               snapshot->unit->serial);
    if (took_part(snapshot))
        refuse(reasons, REFUSAL_SIGNER_RAN, "operator %s began operation %s or recorded in it; a second person signs it off",
               badge, operation_asked(snapshot)->operation);
}

enum fault interlock_sign_off(const struct snapshot *snapshot, const struct unit_signed *data, bool demand_operator,
                              struct reasons *reasons)
{
    interlock_run(snapshot, &data->subject, ENTRY_UNIT_SIGNED, demand_operator, reasons);
    if (snapshot->operation < 0)
        return NOTHING_WRONG; /* the rest is asked of an operation */
    const struct operation_definition *definition = operation_asked(snapshot);
    if (!operation_is_signed_off(definition)) {
        refuse(reasons, REFUSAL_SIGN_OFF_NONE, "operation %s asks for no sign-off", definition->operation);
        return NOTHING_WRONG;
    }
    if (definition->sign_off == SIGN_OFF_INDEPENDENT)
        interlock_independent(snapshot, reasons);
    interlock_predecessors(snapshot, reasons);
    interlock_inner(snapshot, reasons);
    interlock_positions(snapshot, snapshot->operation, reasons);
    return interlock_evidence(snapshot, true, reasons);
}

enum fault rule_unit_signed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                            struct reasons *reasons)
{
    const struct unit_signed *data = event;
    size_t found = reasons->found;
    enum fault fault = interlock_sign_off(snapshot, data, true, reasons);
    if (fault)
        return fault;
    if (reasons->found > found)
        return FAULT_REFUSED;
    fault = decide_unit(snapshot, ENTRY_UNIT_SIGNED, data, ret, reasons->arena);
    return fault ? fault : decide_extended(snapshot, ENTRY_UNIT_SIGNED, data, ret, reasons->arena);
}

/* The interlock on operators, their skills, and tools. */
#include "domain/interlock.h"

#include <string.h>

void interlock_operator(const struct snapshot *snapshot, const char *operator, bool demanded, struct reasons *reasons)
{
    if (snapshot->operator) {
        if (snapshot->operator->left)
            refuse(reasons, REFUSAL_OPERATOR_LEFT, "operator %s works here no more", snapshot->operator->operator);
    } else if (operator) {
        refuse(reasons, REFUSAL_OPERATOR_UNKNOWN, "no operator has badge %s", operator);
    } else if (demanded) {
        refuse(reasons, REFUSAL_OPERATOR_MISSING, "name the operator by the badge");
    }
}

void interlock_skill(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct operator *person = snapshot->operator;
    const struct operation_definition *definition = snapshot->operation < 0 ? NULL : operation_asked(snapshot);
    if (!person || !definition || !definition->required_skill)
        return;
    bool expired = false;
    for (size_t i = 0; i < person->skills.count; i++) {
        const struct skill *skill = &person->skills.items[i];
        if (strcmp(skill->skill, definition->required_skill))
            continue;
        if (skill->expires == ABSENT_INTEGER || skill->expires > snapshot->now_us)
            return;
        expired = true;
    }
    if (expired)
        refuse(reasons, REFUSAL_SKILL_EXPIRED, "skill %s of operator %s has expired",
               definition->required_skill, person->operator);
    else
        refuse(reasons, REFUSAL_SKILL_MISSING,
               "operator %s lacks skill %s, which operation %s requires", person->operator,
               definition->required_skill, definition->operation);
}

void interlock_tool(const struct snapshot *snapshot, const struct tool *tool, const char *code, bool demanded,
                    struct reasons *reasons)
{
    const char *required = snapshot->operation < 0 ? NULL : operation_asked(snapshot)->required_tool;
    if (!tool) {
        if (code)
            refuse(reasons, REFUSAL_TOOL_UNKNOWN, "no tool has code %s", code);
        else if (required && demanded)
            refuse(reasons, REFUSAL_TOOL_MISSING, "operation %s needs a tool of type %s",
                   operation_asked(snapshot)->operation, required);
        return;
    }
    if (required && strcmp(tool->type, required))
        refuse(reasons, REFUSAL_TOOL_TYPE, "tool %s is of type %s; operation %s needs one of type %s", tool->tool,
               tool->type, operation_asked(snapshot)->operation, required);
    if (tool->withdrawn)
        refuse(reasons, REFUSAL_TOOL_WITHDRAWN, "tool %s is withdrawn", tool->tool);
    if (tool->calibration_due != ABSENT_INTEGER && tool->calibration_due <= snapshot->now_us)
        refuse(reasons, REFUSAL_TOOL_CALIBRATION, "the calibration of tool %s is past due", tool->tool);
}

void interlock_run_tool(const struct snapshot *snapshot, struct reasons *reasons)
{
    const struct run *run = open_run(snapshot);
    if (run)
        interlock_tool(snapshot, snapshot->run_tool, run->tool, true, reasons);
}

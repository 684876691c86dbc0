/* Waivers on the line in memory, as the store keeps them. */
#include "domain/edit_rules.h"
#include "line.h"
#include "line_apply.h"

#include <check.h>
#include <string.h>

struct waiver *line_waiver(struct line *line, int64_t waiver)
{
    for (size_t i = 0; i < line->waiver_count; i++)
        if (line->waivers[i].waiver_id == waiver)
            return &line->waivers[i];
    ck_abort_msg("no waiver was asked for at %lld", (long long)waiver);
    return NULL;
}

struct waiver *line_last_waiver(struct line *line, const char *serial, const char *operation)
{
    struct waiver *last = NULL;
    for (size_t i = 0; i < line->waiver_count; i++)
        if (line->waivers[i].unit_id == line_unit(line, serial)->unit_id &&
            !strcmp(line->waivers[i].operation, operation))
            last = &line->waivers[i];
    return last;
}

void line_apply_waiver(struct line *line, const struct entry *entry)
{
    if (entry->kind == ENTRY_WAIVER_REQUESTED) {
        const struct waiver_requested *data = entry->data;
        MUST(line->waiver_count < LINE_ROWS);
        struct waiver *made = &line->waivers[line->waiver_count++];
        record_clear(&WAIVER_RECORD, made);
        made->waiver_id = entry->journal_position;
        made->unit_id = line_unit(line, data->unit)->unit_id;
        made->operation = line_operation(line, data->unit, data->operation)->operation;
        made->state = WAIVER_REQUESTED;
        made->reason = "seen";
        made->requested_by = entry->by;
        return;
    }
    struct waiver *waiver = line_waiver(line, ((const struct waiver_named *)entry->data)->waiver);
    if (entry->kind == ENTRY_WAIVER_REVOKED) {
        waiver->state = WAIVER_REVOKED;
        return;
    }
    waiver->state = entry->kind == ENTRY_WAIVER_COUNTERSIGNED ? WAIVER_COUNTERSIGNED : WAIVER_REJECTED;
    waiver->decided_by = entry->by;
    waiver->decided_at = entry->journal_position;
}

void line_waiver_falls(struct line *line, const char *serial, const char *operation, int64_t invalidated_by)
{
    struct waiver *waiver = line_last_waiver(line, serial, operation);
    if (waiver && waiver->state == WAIVER_COUNTERSIGNED)
        waiver->invalidated_by = invalidated_by;
}

void line_waivers_stand(struct line *line, int64_t invalidated_by)
{
    for (size_t i = 0; i < line->waiver_count; i++) {
        struct waiver *waiver = &line->waivers[i];
        const struct unit *unit = &line->units[waiver->unit_id - 1];
        if (waiver->invalidated_by == invalidated_by &&
            line_operation(line, unit->serial, waiver->operation)->state == OPERATION_WAIVED)
            waiver->invalidated_by = ABSENT_INTEGER;
    }
}

void line_see_operation(struct line *line, const char *serial, const char *operation, struct arena *arena,
                        struct snapshot *ret)
{
    line_snapshot(line, ENTRY_OPERATION_STARTED, &(const struct operation_started){SUBJECT(serial, operation, NULL)},
                  arena, ret);
}

static void apply_as(struct line *line, const char *token, const struct decision *decision)
{
    const struct principal before = line->principal;
    line->principal = (struct principal){.token = token, .role = ROLE_QUALITY};
    line_apply(line, decision);
    line->principal = before;
}

int64_t line_request(struct line *line, const char *serial, const char *operation, const char *token)
{
    const struct waiver_requested data = {serial, line_unit(line, serial)->part_number, operation, "seen"};
    apply_as(line, token, &(struct decision){.entries = {{ENTRY_WAIVER_REQUESTED, &data, NULL}}, .count = 1});
    return (int64_t)line->entry_count;
}

void line_waive(struct line *line, const char *serial, const char *operation)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct snapshot snapshot;
    struct decision decision;
    const struct waiver_named data = {.waiver = line_request(line, serial, operation, "quality-1")};
    line_see_operation(line, serial, operation, arena, &snapshot);
    ck_assert_int_eq(decide_waived(&snapshot, line_waiver(line, data.waiver), &data, &decision, arena), NOTHING_WRONG);
    apply_as(line, "quality-2", &decision);
}

void line_revoke(struct line *line, const char *serial, const char *operation)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct snapshot snapshot;
    struct decision decision;
    const struct waiver_named data = {.waiver = line_last_waiver(line, serial, operation)->waiver_id};
    line_see_operation(line, serial, operation, arena, &snapshot);
    ck_assert_int_eq(decide_revoked(&snapshot, &data, &decision, line->arena), NOTHING_WRONG);
    apply_as(line, "quality-3", &decision);
}

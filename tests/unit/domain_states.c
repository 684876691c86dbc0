/* The whole matrix of states and entries, walked against expectations written down on their own: one letter a state
 * the machine comes to, '.' where it must not happen, '=' in place of a row where the entry changes nothing. */
#include "suite.h"

#include "domain/rules.h"

#include <string.h>

struct expectation {
    const char *entry; /* by name: another list than the machines' */
    const char *order;
    const char *unit;               /* with no nonconformance open after it */
    const char *unit_nonconforming; /* NULL: the same */
    const char *operation;          /* of a completion: with a passing verdict */
};

/* Letters: order  absent planned(p) released(r) in_process(i) completed(c) closed(l) cancelled(x)
 *          unit   absent queued(q) in_process(i) in_repair(n) completed(c) shipped(s) scrapped(x)
 *          operation  open(o) running(r) paused(p) passed(d) failed(f) invalidated(v) waived(w) */
static const char ORDER_LETTERS[] = "?priclx";
static const char UNIT_LETTERS[] = "?qincsx";
static const char OPERATION_LETTERS[] = "orpdfvw";

static const struct expectation MATRIX[] = {
    {"operation.started", "..ricl.", ".qin...", NULL, "r...rr."},
    {"operation.paused", "..riclx", "..in...", NULL, ".p....."},
    {"operation.resumed", "..ricl.", "..in...", NULL, "..r...."},
    {"operation.completed", "..ricl.", "..in...", NULL, ".d....."},
    {"operation.aborted", "..riclx", "..in...", NULL, ".oo...."},
    {"component.installed", "..ricl.", "..in...", NULL, ".r....."},
    {"component.removed", "..riilx", "..ini.x", "..inn.x", "...v..v"},
    {"measurement.recorded", "..ricl.", "..in...", NULL, ".r....."},
    {"check.recorded", "..ricl.", "..in...", NULL, ".r....."},
    {"defect.reported", "..riclx", ".qiic..", ".qnnc..", "="},
    {"unit.signed", "..ricl.", "..in...", NULL, ".r....."},
    {"unit.shipped", "..ricl.", "....s..", NULL, "="},
    {"station.changed", "=", "=", NULL, "="},
    {"event.corrected", "=", "=", NULL, "="},
    {"site.founded", "=", "=", NULL, "="},
    {"product.drafted", "=", "=", NULL, "="},
    {"product.released", "=", "=", NULL, "="},
    {"product.obsoleted", "=", "=", NULL, "="},
    {"order.planned", "p......", "=", NULL, "="},
    {"order.replanned", ".priclx", "=", NULL, "="},
    {"order.released", ".r.....", "q......", NULL, "="},
    {"order.cancelled", ".xxx...", "=", NULL, "="},
    {"order.closed", "....l..", "=", NULL, "="},
    {"order.revised", "..rii..", ".qini..", ".qinn..", "...v..v"},
    {"station.defined", "=", "=", NULL, "="},
    {"operator.defined", "=", "=", NULL, "="},
    {"tool.defined", "=", "=", NULL, "="},
    {"defect.defined", "=", "=", NULL, "="},
    {"calendar.defined", "=", "=", NULL, "="},
    {"token.made", "=", "=", NULL, "="},
    {"token.revoked", "=", "=", NULL, "="},
    {"hold.placed", "=", "=", NULL, "="},
    {"hold.released", "=", "=", NULL, "="},
    {"hold.lifted", "=", "=", NULL, "="},
    {"forecast.recorded", "=", "=", NULL, "="},
    {"hold.extended", "=", "=", NULL, "="},
    {"nonconformance.dispositioned", "=", ".qiic.x", ".qnnc.x", "="},
    {"nonconformance.countersigned", "=", ".qiic.x", ".qnnc.x", "="},
    {"nonconformance.closed", "=", "=", NULL, "="},
    {"component.described", "=", "=", NULL, "="},
    {"description.countersigned", "=", "=", NULL, "="},
    {"description.rejected", "=", "=", NULL, "="},
    {"component.received", "=", "=", NULL, "="},
    {"waiver.requested", "=", "=", NULL, "="},
    {"waiver.countersigned", "=", "=", NULL, "="},
    {"waiver.rejected", "=", "=", NULL, "="},
    {"waiver.revoked", "..riilx", ".qini..", ".qinn..", "...v..v"},
    {"operation.waived", "..ricl.", ".qin...", NULL, "w...ww."},
    {"operation.reopened", "..riilx", ".qini..", ".qinn..", "...v..v"},
    {"pin.set", "=", "=", NULL, "="},
    {"operator.badged_in", "=", "=", NULL, "="},
    {"operator.badged_out", "=", "=", NULL, "="},
    {"account.defined", "=", "=", NULL, "="},
    {"password.set", "=", "=", NULL, "="},
    {"unit.scrapped", "=", ".xxxx..", NULL, "="},
    {"order.started", "..i....", "=", NULL, "="},
    {"order.completed", "..cc...", "=", NULL, "="},
    {"order.reopened", "...iii.", "=", NULL, "="},
    {"unit.started", "=", ".i.....", ".n.....", "="},
    {"unit.completed", "=", "..cc...", NULL, "="},
    {"clock.stepped", "=", "=", NULL, "="},
    {"nonconformance.opened", "=", "..ii...", "..nn...", "="},
};

static void compare(const struct expectation *row, const char *what, int state, const char *expected,
                    const char *letters, bool legal, int next)
{
    if (!strcmp(expected, "=")) {
        ck_assert_msg(legal && next == state, "%s changes %s %c", row->entry, what, letters[state]);
        return;
    }
    ck_assert_uint_eq(strlen(expected), strlen(letters));
    char wanted = expected[state], found = '.';
    if (legal)
        found = letters[next];
    ck_assert_msg(wanted == found, "%s on %s %c: %c, not %c", row->entry, what, letters[state], found, wanted);
    if (!legal)
        ck_assert_int_eq(next, -7); /* untouched */
}

START_TEST(every_state_meets_every_entry)
{
    const struct expectation *row = &MATRIX[_i];
    enum entry_kind kind = entry_kind_named(row->entry);
    ck_assert_int_ne(kind, ENTRY_KIND_COUNT);
    for (int state = 0; ORDER_LETTERS[state]; state++) {
        int next = -7;
        bool legal = order_next_state(state, kind, &next);
        compare(row, "order", state, row->order, ORDER_LETTERS, legal, next);
    }
    for (int state = 0; UNIT_LETTERS[state]; state++)
        for (int nonconforming = 0; nonconforming < 2; nonconforming++) {
            int next = -7;
            bool legal = unit_next_state(state, kind, nonconforming, &next);
            const char *expected = nonconforming && row->unit_nonconforming ? row->unit_nonconforming : row->unit;
            compare(row, "unit", state, expected, UNIT_LETTERS, legal, next);
        }
    for (int state = 0; OPERATION_LETTERS[state]; state++) {
        int next = -7;
        bool legal = operation_next_state(state, kind, VERDICT_PASSED, &next);
        compare(row, "operation", state, row->operation, OPERATION_LETTERS, legal, next);
    }
}
END_TEST

START_TEST(the_matrix_has_a_row_for_every_entry)
{
    bool there[ENTRY_KIND_COUNT] = {false};
    for (size_t i = 0; i < sizeof MATRIX / sizeof *MATRIX; i++)
        there[entry_kind_named(MATRIX[i].entry)] = true;
    for (int kind = 0; kind < ENTRY_KIND_COUNT; kind++)
        ck_assert_msg(there[kind], "%s", ENTRY_TYPES[kind].name);
}
END_TEST

START_TEST(a_completion_needs_a_verdict)
{
    int next = -7;
    ck_assert(!operation_next_state(OPERATION_RUNNING, ENTRY_OPERATION_COMPLETED, VERDICT_ABSENT, &next));
    ck_assert_int_eq(next, -7);
    ck_assert(operation_next_state(OPERATION_RUNNING, ENTRY_OPERATION_COMPLETED, VERDICT_FAILED, &next));
    ck_assert_int_eq(next, OPERATION_FAILED);
    ck_assert(!operation_next_state(OPERATION_PAUSED, ENTRY_OPERATION_COMPLETED, VERDICT_FAILED, &next));
}
END_TEST

START_TEST(states_that_are_never_stored_have_no_next)
{
    int next;
    ck_assert(operation_next_state(OPERATION_PAUSED, ENTRY_OPERATION_ABORTED, VERDICT_FAILED, &next));
    ck_assert_int_eq(next, OPERATION_FAILED);
    ck_assert(!operation_next_state(OPERATION_READY, ENTRY_OPERATION_STARTED, VERDICT_ABSENT, &next));
    ck_assert(!operation_next_state(OPERATION_BLOCKED, ENTRY_OPERATION_STARTED, VERDICT_ABSENT, &next));
}
END_TEST

SUITE_BEGIN(domain_states)
tcase_add_loop_test(tests, every_state_meets_every_entry, 0, sizeof MATRIX / sizeof *MATRIX);
tcase_add_test(tests, the_matrix_has_a_row_for_every_entry);
tcase_add_test(tests, a_completion_needs_a_verdict);
tcase_add_test(tests, states_that_are_never_stored_have_no_next);
SUITE_END

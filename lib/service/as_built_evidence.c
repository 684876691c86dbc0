#include "service/as_built_evidence.h"

#include "domain/signature.h"
#include "service/recorded_then.h"

#include <string.h>

/* The unit of measure of what is measured in an operation; NULL where it has none, or the product does not know it. */
static const char *unit_of_measure(const struct product *product, const char *operation, const char *characteristic)
{
    int index = product_operation(product, operation);
    if (index < 0)
        return NULL;
    const struct operation_definition *definition = product->operations.items[index].definition;
    for (size_t i = 0; i < definition->characteristics.count; i++)
        if (!strcmp(definition->characteristics.items[i].name, characteristic))
            return definition->characteristics.items[i].unit_of_measure;
    return NULL;
}

static void add_measurement(const struct measurement *row, const struct product *product, struct run_view *view)
{
    view->measurements.items[view->measurements.count++] = (struct measurement_view){
        .characteristic = row->characteristic,
        .position = row->position,
        .value = row->value,
        .unit_of_measure = unit_of_measure(product, view->operation, row->characteristic),
        .lower = row->lower,
        .upper = row->upper,
        .verdict = row->verdict,
        .tool = row->tool,
        .operator= row->operator,
        .recorded = row->recorded,
        .at = ABSENT_INTEGER,
        .journal_position = row->measurement_id,
    };
}

static void add_answer(const struct check_answer *row, struct run_view *view)
{
    view->answers.items[view->answers.count++] = (struct answer_view){
        .check = row->check_name,
        .position = row->position,
        .answer = row->answer,
        .verdict = row->verdict,
        .operator= row->operator,
        .recorded = row->recorded,
        .at = ABSENT_INTEGER,
        .journal_position = row->answer_id,
    };
}

static void add_signature(const struct signature *row, const struct signed_work *work, struct run_view *view)
{
    view->signatures.items[view->signatures.count++] = (struct signature_view){
        .operator= row->operator,
        .meaning = row->meaning,
        .recorded = row->recorded,
        .at = ABSENT_INTEGER,
        .journal_position = row->signature_id,
        .counts = signature_counts(row, work),
    };
}

enum fault as_built_evidence(struct session *session, const struct product *product, const struct run *run,
                             int64_t next_run_id, const struct unit_then *unit, struct arena *arena,
                             struct run_view *view)
{
    struct recorded rows;
    enum fault fault = recorded_then(session, unit->unit, run, next_run_id, unit->then, arena, &rows);
    if (fault)
        return fault;
    view->measurements.items = arena_array(arena, rows.measurements.list.count, sizeof *view->measurements.items);
    view->answers.items = arena_array(arena, rows.answers.list.count, sizeof *view->answers.items);
    view->signatures.items = arena_array(arena, rows.signatures.list.count, sizeof *view->signatures.items);
    if (!view->measurements.items || !view->answers.items || !view->signatures.items)
        return FAULT_MEMORY;
    const struct signed_work work = {
        .measurements = {rows.measurements.list.items, rows.measurements.list.count},
        .answers = {rows.answers.list.items, rows.answers.list.count},
        .product = unit->product,
        .operation = product_operation(unit->product, view->operation),
        .filled = unit->filled,
    };
    for (size_t i = 0; i < rows.measurements.list.count; i++)
        add_measurement(&rows.measurements.list.items[i], product, view);
    for (size_t i = 0; i < rows.answers.list.count; i++)
        add_answer(&rows.answers.list.items[i], view);
    for (size_t i = 0; i < rows.signatures.list.count; i++)
        add_signature(&rows.signatures.list.items[i], &work, view);
    return NOTHING_WRONG;
}

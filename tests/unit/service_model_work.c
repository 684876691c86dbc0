/* Entries of work on a unit, and their corrections. */
#include "service_model_fold.h"

#include <string.h>
#include <strings.h>

static const struct operation *operation_of(const struct model_unit *unit, const struct model_operation *operation)
{
    return &unit->product->operations.items[operation - unit->operations];
}

int64_t model_accumulated_us(const struct model_operation *operation, int64_t now_us)
{
    return operation->accumulated_us + (operation->since_us == ABSENT_INTEGER ? 0 : now_us - operation->since_us);
}

/* Nothing else is in its bay. */
static void claim_bay(struct model *model, const struct model_unit *unit, const char *station, const char *bay)
{
    for (size_t i = 0; bay && i < model->unit_count; i++)
        for (size_t j = 0; j < model->units[i].product->operations.count; j++) {
            const struct model_operation *other = &model->units[i].operations[j];
            CLAIM(model,
                  &model->units[i] == unit || !model_runs(other) || !other->bay || strcmp(other->station, station) ||
                      strcmp(other->bay, bay),
                  "units %s and %s are in bay %s", unit->serial, model->units[i].serial, bay);
        }
}

static void claim_predecessors(struct model *model, const struct model_unit *unit,
                               const struct model_operation *operation)
{
    const struct operation *of = operation_of(unit, operation);
    for (size_t i = 0; i < unit->product->operations.count; i++)
        CLAIM(model, !bit_is_set(&of->before, i) || operation_is_done(unit->operations[i].state),
              "operation %s of unit %s skips a predecessor", of->definition->operation, unit->serial);
}

void fold_started(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    const struct operation_started *data = model->entry->data;
    const struct operation *definition = operation_of(unit, operation);
    claim_predecessors(model, unit, operation);
    CLAIM(model, !model_runs(operation) && !operation_is_done(operation->state), "operation %s is begun or done",
          data->subject.operation);
    int64_t failures = operation->state == OPERATION_INVALIDATED ? 0 : operation->failures;
    CLAIM(model, failures < operation_attempt_limit(definition->definition), "operation %s has no tries left",
          data->subject.operation);
    for (size_t i = 0; i < model->defect_count; i++)
        CLAIM(model, model->defects[i].unit != unit || !model->defects[i].open || !model->defects[i].material_review,
              "unit %s is in material review", unit->serial);
    claim_bay(model, unit, model->entry->station, data->bay);
    *operation = (struct model_operation){
        .state = OPERATION_RUNNING,
        .failures = failures,
        .run_id = model->entry->journal_position,
        .run_before = operation->run_id,
        .station = model->entry->station,
        .bay = data->bay,
        .began_by = data->subject.operator,
        .since_us = model->entry->recorded_us,
    };
}

static void stands_still(struct model_operation *operation, int64_t now_us)
{
    operation->accumulated_us = model_accumulated_us(operation, now_us);
    operation->since_us = ABSENT_INTEGER;
}

static void keep_before(struct model *model, const struct model_operation *operation)
{
    CLAIM(model, model->timed_count < MODEL_INSTALLED_MAX, "too many pauses");
    model->timed[model->timed_count++] = (struct model_timed){model->entry->journal_position, *operation};
}

void fold_paused(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    const struct result_timed *result = model->entry->result;
    CLAIM(model, operation->state == OPERATION_RUNNING, "what does not run on unit %s is paused", unit->serial);
    keep_before(model, operation);
    stands_still(operation, model->entry->recorded_us);
    CLAIM(model, result->accumulated_us == operation->accumulated_us, "the pause kept another time");
    operation->state = OPERATION_PAUSED;
}

void fold_resumed(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    CLAIM(model, operation->state == OPERATION_PAUSED, "what is not paused on unit %s goes on", unit->serial);
    keep_before(model, operation);
    claim_predecessors(model, unit, operation);
    operation->since_us = model->entry->recorded_us;
    operation->state = OPERATION_RUNNING;
}

void fold_aborted(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    CLAIM(model, model_runs(operation), "what does not run on unit %s is aborted", unit->serial);
    keep_before(model, operation);
    stands_still(operation, model->entry->recorded_us);
    bool failed = ((const struct result_timed *)model->entry->result)->verdict == VERDICT_FAILED;
    operation->state = failed ? OPERATION_FAILED : OPERATION_OPEN;
    operation->failures += failed;
}

bool model_fits(const struct position *position, const struct model_part *part)
{
    return position->line->tracking == TRACKING_NONE ||
           (part->part_number && position_accepts_part(position, part->part_number));
}

static void claim_passable(struct model *model, const struct model_unit *unit, const struct model_operation *operation)
{
    const struct operation *of = operation_of(unit, operation);
    const struct operation_definition *definition = of->definition;
    for (size_t i = 0; i < of->fills.count; i++) {
        const struct position *position = &unit->product->positions.items[of->fills.items[i]];
        CLAIM(model, model_fits(position, &unit->parts[of->fills.items[i]]),
              "operation %s passed and %s is empty, or has what does not go there", definition->operation,
              position->name);
    }
    bool signs = definition->sign_off == SIGN_OFF_ANY || definition->sign_off == SIGN_OFF_INDEPENDENT;
    CLAIM(model, !signs || operation->signed_by, "operation %s passed unsigned", definition->operation);
    CLAIM(model,
          !definition->burn_in || (double)operation->accumulated_us >= definition->burn_in->hours * (double)US_PER_HOUR,
          "burn-in %s passed early", definition->operation);
}

void fold_completed(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    const struct result_completed *result = model->entry->result;
    CLAIM(model, operation->state == OPERATION_RUNNING, "what does not run on unit %s is completed", unit->serial);
    stands_still(operation, model->entry->recorded_us);
    CLAIM(model, result->accumulated_us == operation->accumulated_us, "the run took %lld us and not %lld",
          (long long)operation->accumulated_us, (long long)result->accumulated_us);
    if (result->verdict == VERDICT_PASSED) {
        claim_passable(model, unit, operation);
        claim_predecessors(model, unit, operation);
    }
    operation->failures = result->verdict == VERDICT_PASSED ? 0 : operation->failures + 1;
    operation->state = result->verdict == VERDICT_PASSED ? OPERATION_PASSED : OPERATION_FAILED;
}

void fold_signed(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    const struct unit_signed *data = model->entry->data;
    CLAIM(model, operation->state == OPERATION_RUNNING, "what does not run on unit %s is signed", unit->serial);
    for (const struct model_unit *of = model->units; of < model->units + model->unit_count; of++)
        for (size_t i = 0; model_is_in(of, unit) && i < of->product->positions.count; i++)
            CLAIM(model, !of->parts[i].part_number || strcmp(of->parts[i].operator, data->subject.operator),
                  "%s signs unit %s and built on %s", data->subject.operator, unit->serial, of->serial);
    CLAIM(model, strcmp(operation->began_by, data->subject.operator), "%s signs what %s began on unit %s",
          data->subject.operator, operation->began_by, unit->serial);
    operation->signed_by = model->entry->journal_position;
}

/* ---- parts ---- */

/* In whatever capitals. */
static bool same_part(const struct model_part *part, const char *part_number, const char *serial)
{
    return part->part_number && part->serial && serial && !strcmp(part->part_number, part_number) &&
           !strcasecmp(part->serial, serial);
}

static void claim_free(struct model *model, const char *part_number, const char *serial)
{
    for (size_t i = 0; i < model->unit_count; i++)
        for (size_t j = 0; j < model->units[i].product->positions.count; j++)
            CLAIM(model, !same_part(&model->units[i].parts[j], part_number, serial), "%s %s is in unit %s already",
                  part_number, serial, model->units[i].serial);
    for (size_t i = 0; i < model->gone_count; i++)
        CLAIM(model, !same_part(&model->gone[i], part_number, serial), "%s %s is gone", part_number, serial);
}

/* The unit that a part is, when it is built here. */
static struct model_unit *built_unit(struct model *model, const struct model_part *part)
{
    return part->serial ? model_unit(model, part->serial, part->part_number) : NULL;
}

/* Nothing that was found on the part speaks against it, but where it is being mended. */
static void claim_good(struct model *model, const struct model_unit *unit, const struct component_installed *data)
{
    for (size_t i = 0; i < model->defect_count; i++) {
        const struct model_stop *defect = &model->defects[i];
        bool there = defect->unit == unit && defect->position && !strcmp(defect->position, data->position);
        bool cleared = defect->voided || defect->closed || (!defect->open && defect->disposition != DISPOSITION_REWORK) ||
                       (!defect->open && model_came_back_since(model, &defect->part, defect->decided));
        CLAIM(model,
              !same_part(&defect->part, data->part_number, data->serial) || cleared ||
                  (there && !defect->open && defect->disposition == DISPOSITION_REWORK),
              "%s %s goes in with a fault", data->part_number, data->serial);
    }
}

/* What was said of the part when it went in before. */
static const char *lot_before(const struct model *model, const char *part_number, const char *serial)
{
    const char *lot = NULL;
    for (size_t i = 0; i < model->installed_count; i++)
        if (same_part(&model->installed[i], part_number, serial))
            lot = model->installed[i].lot;
    return lot;
}

static const char *lot_of(struct model *model, const struct component_installed *data)
{
    const char *before = lot_before(model, data->part_number, data->serial);
    CLAIM(model, !data->lot || !before || !strcmp(data->lot, before), "%s %s is of two lots", data->part_number,
          data->serial);
    return before ? before : data->lot;
}

void fold_installed(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    const struct component_installed *data = model->entry->data;
    int position = product_position(unit->product, data->position);
    CLAIM(model, operation->state == OPERATION_RUNNING, "a part goes in while nothing runs on %s", unit->serial);
    CLAIM(model, position >= 0, "there is no position %s", data->position);
    CLAIM(model, !unit->parts[position].part_number, "position %s of unit %s is filled twice", data->position,
          unit->serial);
    claim_free(model, data->part_number, data->serial);
    claim_good(model, unit, data);
    unit->parts[position] = (struct model_part){
        .part_number = data->part_number,
        .serial = data->serial,
        .lot = lot_of(model, data),
        .operator = data->subject.operator,
        .installed_by = model->entry->journal_position,
    };
    CLAIM(model, model->installed_count < MODEL_INSTALLED_MAX, "too many parts");
    model->installed[model->installed_count++] = unit->parts[position];
    model->back_in += model_came_back(model, &unit->parts[position]);
    struct model_unit *built = built_unit(model, &unit->parts[position]);
    if (!built)
        return;
    for (size_t i = 0; i < built->product->operations.count; i++)
        CLAIM(model, operation_is_done(built->operations[i].state), "unit %s goes in unfinished", built->serial);
    CLAIM(model, !built->scrapped && !model_held(model, built), "unit %s goes in scrapped or held", built->serial);
    built->inside = unit;
}

static bool names_operation(const struct result_removed *result, const char *operation)
{
    for (size_t i = 0; i < result->invalidated.count; i++)
        if (!strcmp(result->invalidated.items[i], operation))
            return true;
    for (size_t i = 0; i < result->waived.count; i++)
        if (!strcmp(result->waived.items[i], operation))
            return true;
    return false;
}

/* Exactly the evidence that depended on the position falls, and what was waived of it. */
static void evidence_falls(struct model *model, struct model_unit *unit, int position)
{
    const struct result_removed *result = model->entry->result;
    CLAIM(model, result->salvaged == unit->scrapped, "what comes out of unit %s is scrap's or not", unit->serial);
    CLAIM(model, !unit->scrapped || (!result->invalidated.count && !result->waived.count), "evidence of scrap falls");
    if (unit->scrapped)
        return;
    int fills = unit->product->positions.items[position].operation;
    for (size_t i = 0; i < unit->product->operations.count; i++) {
        const struct operation *of = &unit->product->operations.items[i];
        struct model_operation *operation = &unit->operations[i];
        bool depends = (int)i == fills || bit_is_set(&of->invalidated_by, (size_t)position);
        bool falls = depends && operation_is_done(operation->state);
        CLAIM(model, !depends || (int)i == fills || !model_runs(operation), "operation %s runs on without its part",
              of->definition->operation);
        CLAIM(model, falls == names_operation(result, of->definition->operation), "operation %s falls or not",
              of->definition->operation);
        if (falls)
            operation->state = OPERATION_INVALIDATED;
    }
}

void fold_removed(struct model *model, struct model_unit *unit, struct model_operation *operation)
{
    const struct component_removed *data = model->entry->data;
    int position = product_position(unit->product, data->position);
    (void)operation; /* a part may be taken out from anywhere on the route */
    CLAIM(model, position >= 0 && unit->parts[position].part_number, "nothing is in position %s", data->position);
    CLAIM(model,
          !unit->scrapped || data->removal == REMOVAL_SCRAP || data->removal == REMOVAL_RETURN ||
              !model->entry->station,
          "a station takes what it uses out of scrap");
    model->salvaged += unit->scrapped;
    struct model_part *part = &unit->parts[position];
    struct model_unit *built = built_unit(model, part);
    CLAIM(model, !model_held_apart(model, unit, built) || model_decided_out(model, part),
          "what no hold is about comes out of unit %s", unit->serial);
    model->held_out += model_held(model, unit);
    if (built) {
        built->inside = NULL;
        built->scrapped = data->removal == REMOVAL_SCRAP;
    }
    CLAIM(model, model->removal_count < MODEL_THINGS_MAX && model->gone_count < MODEL_THINGS_MAX, "too many removals");
    model->removals[model->removal_count++] =
        (struct model_removal){model->entry->journal_position, unit, position, *part};
    if (data->removal == REMOVAL_SCRAP || data->removal == REMOVAL_RETURN) {
        struct model_part *gone = &model->gone[model->gone_count++];
        *gone = *part;
        gone->returned = data->removal == REMOVAL_RETURN;
    }
    *part = (struct model_part){0};
    evidence_falls(model, unit, position);
}

/* ---- corrections ---- */

static void correct_installed(struct model *model, struct model_unit *unit, const struct entry *voided)
{
    const struct component_installed *data = voided->data;
    struct model_part *part = &unit->parts[product_position(unit->product, data->position)];
    CLAIM(model, part->installed_by == voided->journal_position, "another part is in %s", data->position);
    struct model_unit *built = built_unit(model, part);
    if (built)
        built->inside = NULL;
    for (size_t i = 0; i < model->installed_count; i++)
        if (model->installed[i].installed_by == part->installed_by)
            model->installed[i] = (struct model_part){0};
    *part = (struct model_part){0};
}

static struct model_removal *removal_at(struct model *model, int64_t journal_position)
{
    for (size_t i = 0; i < model->removal_count; i++)
        if (model->removals[i].journal_position == journal_position)
            return &model->removals[i];
    CLAIM(model, false, "no removal stands at %lld", (long long)journal_position);
    return NULL;
}

static void correct_removed(struct model *model, struct model_unit *unit, const struct result_corrected *result)
{
    struct model_removal *removal = removal_at(model, result->voided);
    struct model_part *part = &unit->parts[removal->position];
    CLAIM(model, removal->unit == unit && !part->part_number, "the part cannot go back");
    for (size_t i = 0; i < model->gone_count; i++)
        if (model->gone[i].installed_by == removal->part.installed_by)
            model->gone[i] = (struct model_part){0};
    claim_free(model, removal->part.part_number, removal->part.serial);
    *part = removal->part;
    struct model_unit *built = built_unit(model, part);
    if (built)
        built->inside = unit;
    if (built && result->part)
        built->scrapped = false;
    for (size_t i = 0; i < result->restored.count; i++)
        model_operation(model, unit, result->restored.items[i])->state = OPERATION_PASSED;
    for (size_t i = 0; i < result->rewaived.count; i++)
        model_operation(model, unit, result->rewaived.items[i])->state = OPERATION_WAIVED;
    removal->journal_position = 0; /* it never was */
}

/* It is scrap, and all that was in it is. */
static void correct_scrapped(struct model *model, const struct result_corrected *result)
{
    struct model_unit *unit = model_unit(model, result->unit, result->unit_part_number);
    CLAIM(model, unit && unit->scrapped, "unit %s is no scrap", result->unit);
    for (size_t i = 0; i < model->removal_count; i++)
        CLAIM(model,
              model->removals[i].journal_position < result->voided || !model_is_in(model->removals[i].unit, unit),
              "what was in unit %s was taken out since", unit->serial);
    unit->scrapped = false;
}

/* The run counts its time as if it had not been paused, gone on or been given up. */
static void correct_timed(struct model *model, struct model_unit *unit, struct model_operation *operation,
                          const struct result_corrected *result)
{
    for (size_t i = 0; i < model->timed_count; i++)
        if (model->timed[i].journal_position == result->voided) {
            CLAIM(model, model->timed[i].before.run_id == operation->run_id, "another run goes on than was paused");
            *operation = model->timed[i].before;
        }
    CLAIM(model,
          result->previous == operation->state && result->running_since == operation->since_us &&
              result->accumulated_us == operation->accumulated_us,
          "the run on unit %s counts another time", unit->serial);
    claim_bay(model, unit, operation->station, operation->bay);
    if (result->nonconformance != ABSENT_INTEGER)
        fold_defect_voided(model, result->nonconformance);
}

void fold_corrected(struct model *model)
{
    const struct result_corrected *result = model->entry->result;
    struct reasons reasons = {.arena = model->arena};
    struct journal_row row;
    struct entry voided;
    ck_assert_int_eq(journal_at(model->line->writer->store, result->voided, model->arena, &row), NOTHING_WRONG);
    ck_assert_int_eq(entry_decode(row.bytes, strlen(row.bytes), &voided, &reasons), NOTHING_WRONG);
    model->voided[voided.kind]++;
    if (voided.kind == ENTRY_COMPONENT_RECEIVED) {
        fold_receipt_voided(model, result->voided);
        return;
    }
    if (voided.kind == ENTRY_UNIT_SCRAPPED) {
        correct_scrapped(model, result);
        return;
    }
    struct model_unit *unit = model_unit(model, result->unit, result->unit_part_number);
    const struct subject *subject = event_subject(voided.kind, voided.data);
    CLAIM(model, unit && subject && !unit->shipped && (!unit->scrapped || voided.kind == ENTRY_COMPONENT_REMOVED),
          "unit %s cannot change", result->unit);
    CLAIM(model, voided.kind == ENTRY_DEFECT_REPORTED || voided.journal_position > unit->revised_by,
          "what was done on unit %s by another revision is taken back", unit->serial);
    struct model_operation *operation = subject->operation && voided.kind != ENTRY_DEFECT_REPORTED
                                            ? model_operation(model, unit, subject->operation)
                                            : NULL;
    if (voided.kind == ENTRY_OPERATION_STARTED) {
        CLAIM(model, operation->run_id == voided.journal_position && model_runs(operation), "the run has ended");
        operation->state = result->previous;
        operation->run_id = operation->run_before;
    } else if (voided.kind == ENTRY_OPERATION_PAUSED || voided.kind == ENTRY_OPERATION_RESUMED ||
               voided.kind == ENTRY_OPERATION_ABORTED) {
        correct_timed(model, unit, operation, result);
    } else if (voided.kind == ENTRY_OPERATION_COMPLETED) {
        operation->state = OPERATION_RUNNING;
        operation->since_us = model->entry->recorded_us;
        operation->failures = result->failures;
        claim_bay(model, unit, operation->station, operation->bay);
        if (result->nonconformance != ABSENT_INTEGER)
            fold_defect_voided(model, result->nonconformance);
    } else if (voided.kind == ENTRY_COMPONENT_INSTALLED) {
        correct_installed(model, unit, &voided);
    } else if (voided.kind == ENTRY_COMPONENT_REMOVED) {
        correct_removed(model, unit, result);
    } else if (voided.kind == ENTRY_UNIT_SIGNED && operation->signed_by == voided.journal_position) {
        operation->signed_by = 0;
    } else if (voided.kind == ENTRY_DEFECT_REPORTED) {
        fold_defect_voided(model, voided.journal_position);
    }
}

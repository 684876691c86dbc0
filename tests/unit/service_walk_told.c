#include "service_walk_told.h"

#include <stdlib.h>
#include <string.h>

void told_open(struct told_units *told, struct line *line)
{
    *told = (struct told_units){.changes = unit_changes_new()};
    ck_assert_ptr_nonnull(told->changes);
    line->writer->changes = told->changes;
}

static void forget(struct told_unit *unit)
{
    free(unit->text);
    free(unit->places);
    *unit = (struct told_unit){.text = NULL};
}

void told_close(struct told_units *told)
{
    for (size_t i = 0; i < MODEL_UNITS_MAX; i++)
        forget(&told->items[i]);
    unit_changes_free(told->changes);
}

static void tell(struct walk *walk, const struct model_unit *of, int64_t now_us, struct told_unit *ret)
{
    struct line *line = &walk->line;
    const struct as_built_query query = {.part_number = of->product->definition->part_number};
    struct request request = {.arena = line->arena,
                              .principal = speaker(ROLE_VIEWER),
                              .path = {of->serial},
                              .query = &query,
                              .if_match = IF_MATCH_ANY,
                              .reasons = {.arena = line->arena}};
    struct answer answer = {.version = ABSENT_INTEGER};
    *ret = (struct told_unit){.now_us = now_us};
    line->reader->now_us = now_us;
    ck_assert_int_eq(session_read_begin(line->reader, &ret->journal_position), NOTHING_WRONG);
    enum fault fault = view_as_built(line->reader, &request, &answer);
    session_read_end(line->reader);
    ck_assert_msg(!fault, "%s: no record of %s", line->context, of->serial);
    ck_assert_uint_gt(answer.units.list.count, 0);
    ret->lasting = answer.lasting;
    ret->text = strndup(answer.body.bytes, answer.body.size);
    ret->place_count = answer.units.list.count;
    ret->places = calloc(ret->place_count, sizeof *ret->places);
    memcpy(ret->places, answer.units.list.items, ret->place_count * sizeof *ret->places);
    buffer_free(&answer.body);
}

/* Alike but for the position as of which they are. */
static bool same(const char *a, const char *b)
{
    static const char NAME[] = ",\"journal_position\":", NEXT[] = ",\"frozen\":";
    const char *after_a = strstr(a, NEXT), *after_b = strstr(b, NEXT);
    const char *before_a = memrchr(a, ':', (size_t)(after_a - a)), *before_b = memrchr(b, ':', (size_t)(after_b - b));
    size_t size = (size_t)(before_a - a);
    ck_assert(size > strlen(NAME) && !strncmp(before_a + 1 - strlen(NAME), NAME, strlen(NAME)));
    return size == (size_t)(before_b - b) && !memcmp(a, b, size) && !strcmp(after_a, after_b);
}

void told_claim(struct walk *walk, struct told_units *told)
{
    size_t index = told->turn++ % walk->model->unit_count; /* not by chance: the walk goes where it would without */
    const struct model_unit *of = &walk->model->units[index];
    struct told_unit *before = &told->items[index], anew;
    if (before->text &&
        !unit_changed_since(told->changes, before->places, before->place_count, before->journal_position)) {
        tell(walk, of, before->lasting ? walk->line.now_us : before->now_us, &anew);
        ck_assert_msg(same(before->text, anew.text), "%s: of %s this is told still: %s, where it should be: %s",
                      walk->line.context, of->serial, before->text, anew.text);
        told->compared += anew.journal_position > before->journal_position;
        forget(&anew);
        return;
    }
    forget(before);
    tell(walk, of, walk->line.now_us, before);
}

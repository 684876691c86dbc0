#include "bench/kit.h"

#include "base/json.h"
#include "base/json_value.h"
#include "base/time.h"
#include "bench/give_up.h"
#include "bench/office.h"
#include "bench/wall.h"
#include "floor/memory.h"
#include "store/journal.h"

#include <string.h>
#include <unistd.h>

enum {
    ORDER_TRAYS = 500,
    EVENT_US = 3000000, /* of the plant's time between two events of a kit's past */
    BATCH = 2000,       /* events in a transaction */
    PAST_DAYS = 400,    /* before it began */
    GOOD_DAYS = 36500,
    KIT_CELL_CAPACITY = 1000, /* a tray that a measurement began and left takes its room for good */
};

struct builder {
    struct office office;
    const struct bench_line *line;
    struct arena *arena; /* of the whole kit */
    struct arena *order; /* of the order being built */
    size_t uncommitted;
    size_t turn; /* which cell builds the next unit */
};

const char *kit_cell(size_t index, struct arena *arena)
{
    return TEXT(arena, "CELL-%03zu", index + 1);
}

const char *kit_file(const char *folder, const char *name, struct arena *arena)
{
    return TEXT(arena, "%s/%s", folder, name);
}

static FILE *open_file(const char *folder, const char *name, const char *mode, struct arena *arena)
{
    FILE *file = fopen(kit_file(folder, name, arena), mode);
    if (!file)
        give_up("%s/%s cannot be opened", folder, name);
    return file;
}

struct lines lines_read(const char *path, struct arena *arena)
{
    FILE *file = fopen(path, "r");
    if (!file)
        give_up("%s cannot be opened", path);
    struct lines lines = {0};
    size_t capacity = 0, room = 0;
    char *text = NULL;
    for (ssize_t size; (size = getline(&text, &room, file)) > 0;) {
        if (lines.count == capacity) {
            capacity = capacity ? capacity * 2 : 64;
            char **more = NEW_ARRAY(arena, char *, capacity);
            if (lines.count)
                memcpy(more, lines.items, lines.count * sizeof *more);
            lines.items = more;
        }
        lines.items[lines.count++] = need_memory(arena_copy(arena, text, strcspn(text, "\n")));
    }
    free(text);
    fclose(file);
    return lines;
}

/* ---- the plant ---- */

static void put_people(struct builder *builder)
{
    const struct crew *crew = &builder->line->crew;
    int64_t good_us = builder->office.session->now_us + GOOD_DAYS * US_PER_DAY;
    struct skill *skills = NEW_ARRAY(builder->arena, struct skill, crew->skills.count + 1);
    for (size_t i = 0; i < crew->skills.count; i++)
        skills[i] = (struct skill){crew->skills.items[i], good_us};
    for (size_t i = 0; i < INSPECTORS; i++) {
        const char *badge = crew_inspector_badge(i, builder->arena);
        const struct operator_defined all = {.operator = badge, .skills = {skills, crew->skills.count}};
        office_edit(&builder->office, put_operator, badge, NULL, &all);
    }
    for (size_t i = 0; i < crew->skills.count * OPERATORS_A_SKILL; i++) {
        const char *badge = crew_badge(i / OPERATORS_A_SKILL, i % OPERATORS_A_SKILL, builder->arena);
        const struct operator_defined one = {.operator = badge, .skills = {skills + i / OPERATORS_A_SKILL, 1}};
        office_edit(&builder->office, put_operator, badge, NULL, &one);
    }
    for (size_t i = 0; i < crew->tool_types.count * TOOLS_A_TYPE; i++) {
        const char *code = crew_tool_code(crew, i / TOOLS_A_TYPE, i % TOOLS_A_TYPE, builder->arena);
        const struct tool_defined tool = {.type = crew->tool_types.items[i / TOOLS_A_TYPE], .calibration_due = good_us};
        office_edit(&builder->office, put_tool, code, NULL, &tool);
    }
}

static void write_token(struct builder *builder, FILE *file, const char *name, enum role role, const char *station)
{
    const struct token_body body = {.token = name, .role = role, .station = station};
    office_edit(&builder->office, make_token, NULL, NULL, &body);
    ARENA_OWNED struct arena *scratch = need_memory(arena_new(0));
    struct reasons reasons = {.arena = scratch};
    struct json *answer;
    if (json_parse(builder->office.answer.bytes, builder->office.answer.size, (struct json_limits){4, 4}, &answer,
                   &reasons))
        give_up("no token was made");
    fprintf(file, "%s\n", json_text_member(answer, "secret"));
    json_free(answer);
}

static void put_plant(struct builder *builder, const char *folder)
{
    FILE *tokens = open_file(folder, "tokens", "w", builder->arena);
    office_begin(&builder->office);
    for (size_t i = 0; i < builder->line->catalog.count; i++)
        office_put_product(&builder->office, &builder->line->catalog.recipes[i].definition);
    put_people(builder);
    write_token(builder, tokens, "viewer", ROLE_VIEWER, NULL);
    for (size_t i = 0; i < KIT_CELLS; i++) {
        const char *cell = kit_cell(i, builder->arena);
        const struct station_defined station = {
            .name = cell,
            .type = BENCH_CELL,
            .capacity = KIT_CELL_CAPACITY,
            .power_w = ABSENT_INTEGER,
            .coolant_lpm = ABSENT_NUMBER,
        };
        office_edit(&builder->office, put_station, cell, NULL, &station);
        write_token(builder, tokens, cell, ROLE_STATION, cell);
    }
    office_commit(&builder->office);
    fclose(tokens);
}

/* ---- its past ---- */

static int64_t head_of(struct builder *builder)
{
    struct journal_head head;
    if (journal_head(builder->office.session->store, &head))
        give_up("the journal's head cannot be read");
    return head.journal_position;
}

static void commit(struct builder *builder)
{
    if (builder->uncommitted)
        office_commit(&builder->office);
    builder->uncommitted = 0;
}

static void build(struct builder *builder, const struct recipe *recipe, const char *serial, char *const *made)
{
    ARENA_OWNED struct arena *scratch = need_memory(arena_new(0));
    struct walk walk = walk_make(builder->line, recipe, serial, made, scratch);
    const char *cell = kit_cell(builder->turn++ % KIT_CELLS, scratch);
    for (size_t i = 0; i < walk.messages.count; i++) {
        struct message *message = &walk.messages.items[i];
        builder->office.session->now_us += EVENT_US;
        message_stamp(message, builder->office.session->now_us);
        if (!builder->uncommitted++)
            office_begin(&builder->office);
        office_post(&builder->office, cell, message);
        if (builder->uncommitted == BATCH)
            commit(builder);
    }
}

static char **release(struct builder *builder, const struct recipe *recipe, int64_t quantity, struct arena *arena)
{
    commit(builder);
    const char *order =
        TEXT(arena, "%s-%lld", recipe == line_rack(builder->line) ? "RACKS" : "TRAYS", (long long)head_of(builder));
    return office_release(&builder->office, order, recipe, quantity, arena);
}

static void build_racks(struct builder *builder, const char *folder)
{
    const int64_t trays = KIT_RACKS * BENCH_TRAYS_A_RACK;
    char **made = release(builder, line_tray(builder->line), trays, builder->arena);
    char **racks = release(builder, line_rack(builder->line), KIT_RACKS, builder->arena);
    FILE *file = open_file(folder, "racks", "w", builder->arena);
    for (int64_t i = 0; i < trays; i++)
        build(builder, line_tray(builder->line), made[i], NULL);
    for (size_t i = 0; i < KIT_RACKS; i++) {
        build(builder, line_rack(builder->line), racks[i], made + i * BENCH_TRAYS_A_RACK);
        fprintf(file, "%s\n", racks[i]);
    }
    fclose(file);
}

static void build_trays(struct builder *builder, int64_t entries)
{
    while (commit(builder), head_of(builder) < entries) {
        arena_reset(builder->order);
        char **serials = release(builder, line_tray(builder->line), ORDER_TRAYS, builder->order);
        for (size_t i = 0; i < ORDER_TRAYS; i++) {
            build(builder, line_tray(builder->line), serials[i], NULL);
            if (head_of(builder) >= entries)
                return;
        }
    }
}

void kit_build(const struct bench_line *line, const char *folder, int64_t entries)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    ARENA_OWNED struct arena *order = need_memory(arena_new(0));
    int64_t founded_us = wall_us() - entries * EVENT_US - PAST_DAYS * US_PER_DAY;
    struct builder builder = {
        .office = office_open(kit_file(folder, "bench.db", arena), founded_us),
        .line = line,
        .arena = arena,
        .order = order,
    };
    put_plant(&builder, folder);
    build_racks(&builder, folder);
    build_trays(&builder, entries);
    commit(&builder);
    office_close(&builder.office);
}

void kit_release(const struct bench_line *line, const char *folder, int64_t trays)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct builder builder = {
        .office = office_open(kit_file(folder, "bench.db", arena), wall_us()),
        .line = line,
        .arena = arena,
    };
    unlink(kit_file(folder, "cells", arena)); /* of trays released earlier */
    FILE *file = open_file(folder, "trays", "w", arena);
    for (int64_t left = trays; left > 0; left -= ORDER_TRAYS) {
        char **serials = release(&builder, line_tray(line), ORDER_TRAYS, arena);
        for (size_t i = 0; i < ORDER_TRAYS; i++)
            fprintf(file, "%s\n", serials[i]);
    }
    fclose(file);
    office_close(&builder.office);
}

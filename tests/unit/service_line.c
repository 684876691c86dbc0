#include "service_line.h"

#include "base/json.h"
#include "domain/entry_records.h"
#include "service_line_plant.h"
#include "store/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct json_limits LIMITS = {.depth = 32, .items = 10000};

static void open_empty_of(struct line *line, enum site_kind kind)
{
    const struct site site = {.site = "OSK1", .kind = kind, .clock_rate = kind == SITE_TRAINING ? 3600 : 1};
    *line = (struct line){.now_us = INT64_C(1790000000000000)};
    scratch_make(line->folder);
    snprintf(line->path, sizeof line->path, "%s/line.db", line->folder);
    line->arena = arena_new(0);
    ck_assert_ptr_nonnull(line->arena);
    struct reasons reasons = {.arena = line->arena};
    ck_assert_int_eq(session_open_writer(line->path, &site, line->now_us, &line->writer, &reasons), NOTHING_WRONG);
    line->writer->correction_window_us = 15 * US_PER_MINUTE;
    ck_assert_int_eq(session_open_reader(line->path, &line->reader, &reasons), NOTHING_WRONG);
}

void line_open_empty(struct line *line)
{
    open_empty_of(line, SITE_TRAINING);
}

void line_close(struct line *line)
{
    static const char *const ENDS[] = {"", "-wal", "-shm", ".lock", ".check"};
    char path[128];
    session_close(line->reader);
    session_close(line->writer);
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        snprintf(path, sizeof path, "%s%s", line->path, ENDS[i]);
        unlink(path);
    }
    rmdir(line->folder);
    arena_free(line->arena);
}

void line_forget(struct line *line)
{
    arena_reset(line->arena);
}

void line_pass_min(struct line *line, double minutes)
{
    line->now_us += (int64_t)(minutes * (double)US_PER_MINUTE);
}

void line_late_min(struct line *line, double minutes)
{
    line->late_us = (int64_t)(minutes * (double)US_PER_MINUTE);
}

struct principal speaker_station(const char *station)
{
    return (struct principal){.token = station, .role = ROLE_STATION, .station = station};
}

struct principal speaker(enum role role)
{
    return (struct principal){.token = name_of(&ROLE_NAMES, role), .role = role};
}

const char *line_id(struct line *line)
{
    uint8_t count[10] = {0};
    line->ids++;
    for (int i = 0; i < 8; i++)
        count[2 + i] = (uint8_t)(line->ids >> (56 - 8 * i));
    char text[UUID_TEXT_SIZE];
    uuid_format(uuid_make(line->now_us, count), text);
    return arena_text(line->arena, text);
}

static const char *quoted(struct line *line, const char *format, va_list args)
{
    char *text = arena_vprintf(line->arena, format, args);
    ck_assert_ptr_nonnull(text);
    for (char *at = text; *at; at++)
        if (*at == '\'')
            *at = '"';
    return text;
}

const char *line_json(struct line *line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = quoted(line, format, args);
    va_end(args);
    return text;
}

/* ---- changes ---- */

static struct request request_of(struct line *line, struct principal by)
{
    return (struct request){
        .arena = line->arena,
        .principal = by,
        .if_match = ABSENT_INTEGER,
        .reasons = {.arena = line->arena},
    };
}

/* A fault that no request can be blamed for is the line's own, and fails the test. */
static struct said said_fault(struct line *line, enum fault fault, const struct request *request)
{
    ck_assert_msg(fault_row(fault)->status < 500, "%s: %s", line->context, fault_row(fault)->title);
    ck_assert_msg(request->reasons.found > 0, "%s: %s, and no reason", line->context, fault_row(fault)->title);
    return (struct said){.fault = fault, .text = "", .reasons = request->reasons};
}

/* As the writer's thread runs a command: in a savepoint of a batch, which is committed whatever came of it. */
static struct said run_command(struct line *line, command_function *command, struct request *request)
{
    struct answer answer = {.version = ABSENT_INTEGER};
    struct said said;
    line->writer->now_us = line->now_us;
    ck_assert_int_eq(session_begin(line->writer), NOTHING_WRONG);
    ck_assert_int_eq(session_mark(line->writer), NOTHING_WRONG);
    enum fault fault = command(line->writer, request, &answer);
    if (fault == FAULT_NO_PRECONDITION) { /* it is there already: replace it, whatever it says */
        request->if_match = IF_MATCH_ANY;
        request->reasons = (struct reasons){.arena = line->arena};
        fault = command(line->writer, request, &answer);
    }
    if (fault) {
        session_undo(line->writer);
        said = said_fault(line, fault, request);
    } else {
        ck_assert_int_eq(session_keep(line->writer), NOTHING_WRONG);
        const char *text = arena_copy(line->arena, answer.body.bytes, answer.body.size);
        said = (struct said){.repeated = answer.repeated, .text = text, .reasons = {.arena = line->arena}};
    }
    ck_assert_int_eq(session_commit(line->writer), NOTHING_WRONG);
    buffer_free(&answer.body);
    if (line->after)
        line->after(line);
    return said;
}

static struct json *parse(struct line *line, const char *json)
{
    struct reasons reasons = {.arena = line->arena};
    struct json *document = NULL;
    ck_assert_msg(!json_parse(json, strlen(json), LIMITS, &document, &reasons), "%s: no JSON: %s", line->context, json);
    return document;
}

struct said line_post_body(struct line *line, struct principal by, const char *json)
{
    struct request request = request_of(line, by);
    struct json *document = parse(line, json);
    enum fault fault = decode_events(document, &request, &request.body);
    json_free(document);
    return fault ? said_fault(line, fault, &request) : run_command(line, post_events, &request);
}

struct said line_post(struct line *line, const char *station, const char *type, const char *format, ...)
{
    char at[TIME_TEXT_SIZE];
    time_format(line->now_us - line->late_us, at);
    va_list args;
    va_start(args, format);
    const char *members = quoted(line, format, args);
    va_end(args);
    const char *json =
        arena_printf(line->arena, "{\"id\":\"%s\",\"type\":\"%s\",\"at\":\"%s\",%s}", line_id(line), type, at, members);
    return line_post_body(line, station ? speaker_station(station) : speaker(ROLE_QUALITY), json);
}

struct said line_change(struct line *line, const struct change *change, const char *format, ...)
{
    struct request request = request_of(line, speaker(change->by));
    va_list args;
    va_start(args, format);
    const char *json = quoted(line, format, args);
    va_end(args);
    memcpy(request.path, change->path, sizeof request.path);
    request.key = change->key;
    if (!change->record)
        return run_command(line, change->command, &request);
    void *row = arena_alloc(line->arena, change->record->size);
    struct json *document = parse(line, json);
    enum fault fault = json_decode(document, change->record, "", NULL, row, &request.reasons);
    json_free(document);
    request.body = row;
    return fault ? said_fault(line, fault, &request) : run_command(line, change->command, &request);
}

/* ---- views ---- */

enum fault line_view(struct line *line, view_function *view, const char *name, const char *second, const void *query,
                     const struct record *record, void *ret)
{
    struct request request = request_of(line, speaker(ROLE_VIEWER));
    struct answer answer = {.version = ABSENT_INTEGER};
    int64_t head;
    request.path[0] = name;
    request.path[1] = second;
    request.query = query;
    line->reader->now_us = line->now_us;
    ck_assert_int_eq(session_read_begin(line->reader, &head), NOTHING_WRONG);
    enum fault fault = view(line->reader, &request, &answer);
    session_read_end(line->reader);
    ck_assert_msg(fault_row(fault)->status < 500, "%s: %s", line->context, fault_row(fault)->title);
    if (!fault) {
        struct reasons reasons = {.arena = line->arena};
        enum fault read = json_read(answer.body.bytes, answer.body.size, LIMITS, record, ret, &reasons);
        ck_assert_msg(!read, "%s: an answer is not of its own record, at %s: %.*s", line->context,
                      reasons.count ? reasons.items[0].pointer : "?", (int)answer.body.size, answer.body.bytes);
    }
    buffer_free(&answer.body);
    return fault;
}

struct entry said_entry(struct line *line, struct said said)
{
    struct reasons reasons = {.arena = line->arena};
    struct entry entry;
    ck_assert_msg(!entry_decode(said.text, strlen(said.text), &entry, &reasons), "%s: no entry: %s", line->context,
                  said.text);
    return entry;
}

struct journal_head line_journal(struct line *line)
{
    struct journal_head head;
    ck_assert_int_eq(journal_head(line->writer->store, &head), NOTHING_WRONG);
    return head;
}

int64_t line_head(struct line *line)
{
    return line_journal(line).journal_position;
}

/* ---- what most tests begin with ---- */

struct said said_must(struct line *line, struct said said)
{
    ck_assert_msg(!said.fault, "%s: %s: %s", line->context, fault_row(said.fault)->title,
                  said.reasons.count ? said.reasons.items[0].detail : "");
    return said;
}

void line_open(struct line *line)
{
    line_open_of(line, SITE_TRAINING);
}

void line_open_of(struct line *line, enum site_kind kind)
{
    open_empty_of(line, kind);
    for (size_t i = 0; i < LINE_PLANT_COUNT; i++) {
        const struct plant_row *row = &LINE_PLANT[i];
        const struct change change = {
            .command = row->command, .by = ROLE_PLANNER, .path = {row->name, row->revision}, .record = row->record};
        said_must(line, line_change(line, &change, "%s", row->body));
    }
}

void line_order(struct line *line, const char *order, const char *part_number, int64_t quantity, int64_t priority)
{
    char due[TIME_TEXT_SIZE];
    time_format(line->now_us + 7 * US_PER_DAY, due);
    const struct change plan = {.command = plan_order, .by = ROLE_PLANNER, .record = &ORDER_PLANNED_RECORD};
    const struct change release = {.command = release_order, .by = ROLE_PLANNER, .path = {order}};
    said_must(line, line_change(line, &plan,
                                "{'order': '%s', 'part_number': '%s', 'revision': 'A', 'quantity': %lld,"
                                " 'priority': %lld, 'customer': 'A customer', 'due': '%s'}",
                                order, part_number, (long long)quantity, (long long)priority, due));
    said_must(line, line_change(line, &release, " "));
}

const char *line_serial(struct line *line, const char *order, size_t index)
{
    struct units units;
    ck_assert_int_eq(find_units_of_order(line->writer->store, order, line->arena, &units), NOTHING_WRONG);
    ck_assert_uint_lt(index, units.list.count);
    return units.list.items[index].serial;
}

static void step(struct line *line, const char *station, const char *type, const char *serial, const char *operation,
                 const char *more)
{
    line_does(line, station, type, "'unit': '%s', 'operation': '%s', 'operator': 'ann'%s", serial, operation, more);
}

void line_fill_tray(struct line *line, const char *serial)
{
    step(line, "BENCH-1", "component.installed", serial, "010",
         arena_printf(line->arena, ", 'position': 'board', 'part_number': 'BRD', 'serial': 'BRD-%s', 'country': 'TW'",
                      serial));
    step(line, "BENCH-1", "component.installed", serial, "010",
         ", 'position': 'fan', 'part_number': 'FAN', 'lot': 'F-77', 'country': 'JP'");
    step(line, "BENCH-1", "check.recorded", serial, "010", ", 'check': 'seated', 'answer': 'yes'");
}

void line_build_tray(struct line *line, const char *serial)
{
    step(line, "BENCH-1", "operation.started", serial, "010", "");
    line_fill_tray(line, serial);
    step(line, "BENCH-1", "operation.completed", serial, "010", "");
    step(line, "TEST-1", "operation.started", serial, "020", "");
    step(line, "TEST-1", "measurement.recorded", serial, "020", ", 'characteristic': 'input', 'value': 50");
    step(line, "TEST-1", "operation.completed", serial, "020", "");
}

void line_begin_rack(struct line *line, const char *serial, const char *supply)
{
    step(line, "BENCH-1", "operation.started", serial, "010", "");
    step(line, "BENCH-1", "check.recorded", serial, "010", ", 'check': 'pick-list', 'answer': 'complete'");
    step(line, "BENCH-1", "operation.completed", serial, "010", "");
    step(line, "BENCH-1", "operation.started", serial, "020", ", 'tool': 'TW-1'");
    step(line, "BENCH-1", "component.installed", serial, "020",
         arena_printf(line->arena, ", 'position': 'supply', 'part_number': 'PSU', 'serial': '%s'", supply));
    step(line, "BENCH-1", "component.installed", serial, "020",
         ", 'position': 'cable', 'part_number': 'CBL', 'lot': 'C-3', 'country': 'JP'");
    step(line, "BENCH-1", "measurement.recorded", serial, "020",
         ", 'characteristic': 'torque', 'position': 'supply', 'value': 10");
    step(line, "BENCH-1", "operation.completed", serial, "020", "");
}

#include "bench/office.h"

#include "base/json_value.h"
#include "base/time.h"
#include "bench/give_up.h"
#include "domain/event.h"
#include "floor/memory.h"

#include <string.h>

static const struct json_limits LIMITS = {.depth = 32, .items = 100000};

static void must(enum fault fault, const char *what, const struct reasons *reasons)
{
    if (fault)
        give_up("%s: %s: %s", what, fault_row(fault)->title,
                reasons && reasons->count ? reasons->items[0].detail : "no reason was given");
}

struct office office_open(const char *database, int64_t now_us)
{
    static const struct site SITE = {.site = BENCH_SITE, .kind = SITE_PRODUCTION, .clock_rate = 1};
    struct office office = {.arena = need_memory(arena_new(0))};
    struct reasons reasons = {.arena = office.arena};
    must(session_open_writer(database, &SITE, now_us, &office.session, &reasons), database, &reasons);
    office.session->now_us = now_us;
    return office;
}

void office_close(struct office *office)
{
    session_close(office->session);
    buffer_free(&office->answer);
    arena_free(office->arena);
}

void office_begin(struct office *office)
{
    must(session_begin(office->session), "begin", NULL);
}

void office_commit(struct office *office)
{
    must(session_commit(office->session), "commit", NULL);
}

static struct request request_of(struct office *office, struct principal principal)
{
    arena_reset(office->arena);
    return (struct request){
        .arena = office->arena,
        .principal = principal,
        .if_match = ABSENT_INTEGER,
        .reasons = {.arena = office->arena},
    };
}

static void run(struct office *office, command_function *command, struct request *request, const char *what)
{
    struct answer answer = {.body = office->answer, .version = ABSENT_INTEGER};
    answer.body.size = 0;
    enum fault fault = command(office->session, request, &answer);
    office->answer = answer.body;
    must(fault, what, &request->reasons);
}

static struct json *parse(const char *bytes, size_t size)
{
    ARENA_OWNED struct arena *scratch = need_memory(arena_new(0));
    struct reasons reasons = {.arena = scratch};
    struct json *document;
    must(json_parse(bytes, size, LIMITS, &document, &reasons), "parse", &reasons);
    return document;
}

void office_edit(struct office *office, command_function *command, const char *first, const char *second,
                 const void *body)
{
    struct request request = request_of(office, (struct principal){.token = "bench", .role = ROLE_ADMIN});
    request.path[0] = first;
    request.path[1] = second;
    request.body = body;
    run(office, command, &request, first ? first : "an edit");
}

void office_put_product(struct office *office, const struct product_definition *definition)
{
    office_edit(office, put_product, definition->part_number, definition->revision, definition);
    office_edit(office, release_product, definition->part_number, definition->revision, NULL);
}

void office_post(struct office *office, const char *station, const struct message *message)
{
    const struct principal principal = {.token = station, .role = ROLE_STATION, .station = station};
    struct request request = request_of(office, principal);
    struct json *document = parse(message->bytes, message->size);
    must(decode_events(document, &request, &request.body), message->bytes, &request.reasons);
    json_free(document);
    run(office, post_events, &request, message->bytes);
}

char **office_release(struct office *office, const char *order, const struct recipe *recipe, int64_t quantity,
                      struct arena *arena)
{
    const struct order_planned plan = {
        .order = order,
        .part_number = recipe->definition.part_number,
        .revision = recipe->definition.revision,
        .quantity = quantity,
        .customer = "Bench",
        .due = office->session->now_us + 7 * US_PER_DAY,
        .priority = 5,
    };
    office_begin(office);
    office_edit(office, plan_order, NULL, NULL, &plan);
    office_edit(office, release_order, order, NULL, NULL);
    office_commit(office);
    struct json *entry = parse(office->answer.bytes, office->answer.size);
    const struct json *serials = object_member(object_member(entry, "result"), "serials");
    if (json_count(serials) != (size_t)quantity)
        give_up("order %s did not get its serials", order);
    char **list = NEW_ARRAY(arena, char *, (size_t)quantity);
    for (size_t i = 0; i < (size_t)quantity; i++)
        list[i] = need_memory(arena_text(arena, value_text(json_item(serials, i))));
    json_free(entry);
    return list;
}

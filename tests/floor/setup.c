#include "floor/setup.h"

#include "base/json.h"
#include "base/time.h"
#include "domain/event.h"
#include "floor/dice.h"
#include "floor/lot_hold.h"
#include "floor/memory.h"
#include "floor/office.h"
#include "floor/tidy.h"

#include <stdio.h>
#include <string.h>

enum {
    PATH_SIZE = 300,
    GOOD_DAYS = 36500 /* a training clock makes a year pass in minutes */,
    RUNS_MAX = 100000,
    NAMES_MAX = 20
};

struct setup {
    struct plant *plant;
    struct client *admin;
    struct arena *arena;
};

static bool complain(const char *method, const char *path, const struct reply *reply)
{
    fprintf(stderr, "floor: %s %s: %d %.500s\n", method, path, reply->status, reply->bytes ? reply->bytes : "");
    return false;
}

static bool read_time(struct setup *setup)
{
    struct reply reply = client_get(setup->admin, "/v1/line");
    struct moment now;
    if (reply.status != 200 || !reply.document || !json_is_object(reply.document))
        return complain("GET", "/v1/line", &reply);
    const char *text = json_text_member(reply.document, "now");
    const struct json *rate = object_member(reply.document, "clock_rate");
    if (!text || !moment_parse(text, &now))
        return complain("GET", "/v1/line", &reply);
    bool has_rate = rate && (value_kind(rate) == VALUE_INTEGER || value_kind(rate) == VALUE_REAL);
    setup->plant->time = (struct plant_time){
        .rate = has_rate ? value_number(rate) : 1,
        .base_us = now.us,
        .monotonic_us = monotonic_us(),
    };
    return true;
}

/* Puts a thing that is not there; 200 to a question for it means that it is. */
static bool ensure(struct setup *setup, const char *path, const char *body, size_t size)
{
    struct reply reply = client_get(setup->admin, path);
    if (reply.status == 200)
        return true;
    if (reply.status != 404)
        return complain("GET", path, &reply);
    reply = client_put(setup->admin, path, body, size);
    return reply.status == 201 || reply.status == 200 || (reply.status == 428 && reply.resent)
               ? true
               : complain("PUT", path, &reply);
}

static bool ensure_entry(struct setup *setup, const char *collection, const char *name, enum entry_kind kind,
                         const void *data)
{
    BUFFER_OWNED struct buffer body = {0};
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "/v1/%s/%s", collection, name);
    json_write(&body, ENTRY_TYPES[kind].data, data);
    return ensure(setup, path, need_text(buffer_view(&body)), body.size);
}

static bool define_product(struct setup *setup, const struct recipe *recipe)
{
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "/v1/products/%s/%s", recipe->definition.part_number, recipe->definition.revision);
    if (!ensure(setup, path, recipe->document, recipe->size))
        return false;
    struct reply reply = client_get(setup->admin, path);
    const char *state = reply.document ? json_text_member(reply.document, "state") : NULL;
    if (reply.status != 200 || !state)
        return complain("GET", path, &reply);
    if (strcmp(state, "draft"))
        return true;
    struct uuid key = uuid_new();
    snprintf(path + strlen(path), sizeof path - strlen(path), "/release");
    reply = client_post(setup->admin, path, NULL, 0, &key);
    return reply.status == 201 || reply.status == 200 ? true : complain("POST", path, &reply);
}

static bool define_station(struct setup *setup, const struct post *post)
{
    const struct station_type *type = &setup->plant->layout.types.items[post->type];
    struct bay bays[BAYS_A_STATION + 1];
    struct station_defined station = {
        .station = post->code,
        .name = post->name,
        .type = type->type,
        .capacity = type->bay_power_w ? ABSENT_INTEGER : 1,
        .power_w = post->power_w,
        .coolant_lpm = post->coolant_lpm,
    };
    if (type->bay_power_w) {
        for (size_t i = 0; i < BAYS_A_STATION; i++)
            bays[i] = (struct bay){layout_bay(post, i, setup->arena), type->bay_power_w, type->bay_coolant_lpm};
        bays[BAYS_A_STATION] =
            (struct bay){layout_small_bay(post, setup->arena), type->bay_power_w / 4, type->bay_coolant_lpm / 4};
        station.bays.items = bays;
        station.bays.count = BAYS_A_STATION + 1;
    }
    return ensure_entry(setup, "stations", post->code, ENTRY_STATION_DEFINED, &station);
}

/* --- people and tools --- */

static bool define_operator(struct setup *setup, const char *badge, const char *const *skills, size_t count,
                            int64_t expires)
{
    struct skill *list = NEW_ARRAY(setup->arena, struct skill, count + 1);
    for (size_t i = 0; i < count; i++)
        list[i] = (struct skill){skills[i], expires};
    const struct operator_defined operator = {
        .operator = badge,
        .name = crew_name(badge),
        .skills = {list, count},
    };
    return ensure_entry(setup, "operators", badge, ENTRY_OPERATOR_DEFINED, &operator);
}

static bool define_operators(struct setup *setup)
{
    const struct crew *crew = &setup->plant->crew;
    const int64_t now_us = plant_now_us(setup->plant);
    const int64_t good_us = now_us + GOOD_DAYS * US_PER_DAY;
    bool done = define_operator(setup, CREW_TRAINEE, NULL, 0, good_us) &&
                define_operator(setup, CREW_EXPIRED, crew->skills.items, crew->skills.count, now_us - US_PER_DAY);
    for (size_t i = 0; done && i < INSPECTORS; i++)
        done = define_operator(setup, crew_inspector_badge(i, setup->arena), crew->skills.items, crew->skills.count,
                               good_us);
    for (size_t i = 0; done && (i < crew->skills.count || i == 0); i++)
        for (size_t j = 0; done && j < OPERATORS_A_SKILL; j++)
            done = define_operator(setup, crew_badge(i, j, setup->arena), crew->skills.items + i,
                                   crew->skills.count ? 1 : 0, good_us);
    return done;
}

static bool define_tool(struct setup *setup, const char *code, const char *type, int64_t calibration_due)
{
    const struct tool_defined tool = {.tool = code, .name = type, .type = type, .calibration_due = calibration_due};
    return ensure_entry(setup, "tools", code, ENTRY_TOOL_DEFINED, &tool);
}

static bool define_tools(struct setup *setup)
{
    const struct crew *crew = &setup->plant->crew;
    const int64_t now_us = plant_now_us(setup->plant);
    bool done = true;
    for (size_t i = 0; done && i < crew->tool_types.count; i++) {
        const char *type = crew->tool_types.items[i];
        for (size_t j = 0; done && j < TOOLS_A_TYPE; j++)
            done = define_tool(setup, crew_tool_code(crew, i, j, setup->arena), type, now_us + GOOD_DAYS * US_PER_DAY);
        done = done && define_tool(setup, crew_stale_tool(crew, type, setup->arena), type, now_us - US_PER_DAY);
    }
    return done;
}

/* The defects that the floor reports. */
static bool define_defects(struct setup *setup)
{
    static const struct defect_defined DEFECTS[] = {
        {.defect = TIDY_DEFECT_CODE, .family = "cosmetic", .name = "Scratch"},
        {.defect = FRAME_DEFECT_CODE, .family = "mechanical", .name = "Frame bent"},
        {.defect = LOT_DEFECT_CODE, .family = "supplied", .name = "Part of a lot that is held"},
    };
    bool done = true;
    for (size_t i = 0; done && i < sizeof DEFECTS / sizeof *DEFECTS; i++)
        done = ensure_entry(setup, "defects", DEFECTS[i].defect, ENTRY_DEFECT_DEFINED, &DEFECTS[i]);
    return done;
}

/* Two shifts of twelve hours, nights over midnight, and a day on which nobody works. */
static bool define_calendar(struct setup *setup)
{
    static const char BODY[] =
        "{\"time_zone\":\"Asia/Tokyo\",\"holidays\":[\"2027-01-01\"],\"shifts\":["
        "{\"name\":\"day\",\"days\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\","
        "\"sunday\"],\"from\":\"08:00\",\"to\":\"20:00\"},"
        "{\"name\":\"night\",\"days\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\","
        "\"sunday\"],\"from\":\"20:00\",\"to\":\"08:00\"}]}";
    return ensure(setup, "/v1/calendar", BODY, sizeof BODY - 1);
}

static bool define_all(struct setup *setup)
{
    const struct plant *plant = setup->plant;
    bool done = true;
    for (size_t i = 0; done && i < plant->catalog.count; i++)
        done = define_product(setup, &plant->catalog.recipes[i]);
    for (size_t i = 0; done && i < plant->layout.posts.count; i++)
        done = define_station(setup, &plant->layout.posts.items[i]);
    return done && define_operators(setup) && define_tools(setup) && define_defects(setup) && define_calendar(setup);
}

/* --- tokens --- */

/* A new connection with a new token; NULL when the name is taken (*ret_taken) or the answer is not as it should be. A
 * secret is said once: where the answer to the first sending was lost, its name is as good as taken. */
static struct client *make_client(struct setup *setup, const char *name, const char *role, const char *station,
                                  bool *ret_taken)
{
    BUFFER_OWNED struct buffer body = {0};
    struct uuid key = uuid_new();
    buffer_printf(&body, "{\"token\":\"" FLOOR_TOKENS "%lld-%s\",\"role\":\"%s\"", (long long)setup->plant->run, name,
                  role);
    if (station)
        buffer_printf(&body, ",\"station\":\"%s\"", station);
    buffer_char(&body, '}');
    const char *bytes = need_text(buffer_view(&body));
    struct reply reply = client_post(setup->admin, "/v1/tokens", bytes, body.size, &key);
    const char *secret = reply.document ? json_text_member(reply.document, "secret") : NULL;
    if (reply.status == 201 && secret)
        return client_new(&setup->plant->wire, secret);
    *ret_taken = (reply.status == 200 && reply.resent) ||
                 (reply.status == 409 && reply.bytes && strstr(reply.bytes, "token-taken"));
    if (!*ret_taken)
        complain("POST", "/v1/tokens", &reply);
    return NULL;
}

/* The first number whose planner's token is not taken is this run's. */
static bool make_planner(struct setup *setup)
{
    bool taken = true;
    for (setup->plant->run = 1; taken && setup->plant->run < RUNS_MAX; setup->plant->run++) {
        taken = false;
        setup->plant->planner.client = make_client(setup, "planner", "planner", NULL, &taken);
        if (setup->plant->planner.client)
            return true;
    }
    return false;
}

/* Under the name, or the first free one after it. */
static struct client *make_client_named(struct setup *setup, const char *name, const char *role, const char *station)
{
    bool taken = false;
    struct client *client = make_client(setup, name, role, station, &taken);
    for (int number = 2; !client && taken && number < NAMES_MAX; number++) {
        taken = false;
        client = make_client(setup, TEXT(setup->arena, "%s-%d", name, number), role, station, &taken);
    }
    return client;
}

static bool make_clients(struct setup *setup, struct client **ret_clients)
{
    struct plant *plant = setup->plant;
    if (!make_planner(setup))
        return false;
    plant->seed = dice_throw(plant->options->seed, "run", TEXT(setup->arena, "%lld", (long long)plant->run), NULL);
    plant->quality.client = make_client_named(setup, "quality", "quality", NULL);
    plant->second.client = make_client_named(setup, "second", "quality", NULL);
    if (!plant->quality.client || !plant->second.client)
        return false;
    for (size_t i = 0; i < plant->layout.posts.count; i++) {
        const char *code = plant->layout.posts.items[i].code;
        ret_clients[i] = make_client_named(setup, code, "station", code);
        if (!ret_clients[i])
            return false;
    }
    return true;
}

bool setup_line(struct plant *plant, const char *admin_token, struct client **ret_clients)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct setup setup = {.plant = plant, .admin = client_new(&plant->wire, admin_token), .arena = arena};
    bool done =
        read_time(&setup) && (!plant->options->setup || define_all(&setup)) && make_clients(&setup, ret_clients);
    client_free(setup.admin);
    return done;
}

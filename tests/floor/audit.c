#include "floor/audit.h"

#include "base/json.h"
#include "domain/state.h"
#include "floor/memory.h"
#include "floor/office.h"

#include <string.h>

struct audit {
    struct plant *plant;
    struct arena *arena;
    const char *next;   /* of the list that is read: the cursor of its next page; "" after the last */
    const char *serial; /* of the rack in hand */
    bool shipped;
    LIST_OF(const char *) racks;
    LIST_OF(const char *) failed; /* operations of the rack in hand that failed, once for each time */
    LIST_OF(const char *) waived; /* that two people let it go on without, and said why */
};

static const char *text_of(const struct json *object, const char *name)
{
    const char *text = object ? json_text_member(object, name) : NULL;
    return text ? text : "";
}

static bool is(const struct json *object, const char *name, const char *text)
{
    return !strcmp(text_of(object, name), text);
}

static bool is_true(const struct json *object, const char *name)
{
    const struct json *value = object_member(object, name);
    return value && value_kind(value) == VALUE_TRUE;
}

/* --- one rack --- */

/* Waivers of the rack itself that stand, each asked for by one person and countersigned by another. */
static void read_waivers(struct audit *audit, const struct json *waivers)
{
    audit->waived.items = NEW_ARRAY(audit->arena, const char *, json_count(waivers) + 1);
    audit->waived.count = 0;
    for (size_t i = 0; i < json_count(waivers); i++) {
        const struct json *waiver = json_item(waivers, i);
        bool explained = *text_of(waiver, "reason") && *text_of(waiver, "decision");
        bool by_two = *text_of(waiver, "requested_by") && *text_of(waiver, "decided_by") &&
                      !is(waiver, "requested_by", text_of(waiver, "decided_by"));
        if (is(waiver, "serial", audit->serial) && is(waiver, "state", "countersigned") && explained && by_two)
            audit->waived.items[audit->waived.count++] = TEXT(audit->arena, "%s", text_of(waiver, "operation"));
    }
}

static bool is_waived(const struct audit *audit, const struct json *operation)
{
    bool waived = false;
    for (size_t i = 0; is(operation, "state", "waived") && i < audit->waived.count; i++)
        waived = waived || is(operation, "operation", audit->waived.items[i]);
    return waived;
}

/* The state of each operation's last run, and how often each failed. */
static void read_as_built(void *context, const struct json *document)
{
    struct audit *audit = context;
    const struct json *runs = object_member(document, "runs"), *unfilled = object_member(document, "unfilled");
    audit->failed.items = NEW_ARRAY(audit->arena, const char *, json_count(runs) + 1);
    audit->failed.count = 0;
    for (size_t i = 0; i < json_count(runs); i++)
        if (is(json_item(runs, i), "state", "failed"))
            audit->failed.items[audit->failed.count++] =
                TEXT(audit->arena, "%s", text_of(json_item(runs, i), "operation"));
    read_waivers(audit, object_member(document, "waivers"));
    if (audit->shipped && (json_count(unfilled) || !is_true(document, "frozen")))
        plant_unexpected(audit->plant, "rack %s left and its record is not whole", audit->serial);
}

/* Takes away one failure of the operation; false: there was none. */
static bool take_failure(struct audit *audit, const char *operation)
{
    for (size_t i = 0; i < audit->failed.count; i++)
        if (!strcmp(audit->failed.items[i], operation)) {
            audit->failed.items[i] = audit->failed.items[--audit->failed.count];
            return true;
        }
    return false;
}

static void read_rack(void *context, const struct json *document)
{
    struct audit *audit = context;
    const struct json *faults = object_member(document, "nonconformances");
    const struct json *operations = object_member(document, "operations");
    for (size_t i = 0; i < json_count(faults); i++)
        if (is(json_item(faults, i), "code", DEFECT_OPERATION_FAILED))
            take_failure(audit, text_of(json_item(faults, i), "operation"));
    if (audit->failed.count)
        plant_unexpected(audit->plant, "operation %s of rack %s failed, and nobody decided about it",
                         audit->failed.items[0], audit->serial);
    if (is_true(document, "held"))
        plant_unexpected(audit->plant, "a hold lies on rack %s, which is %s", audit->serial,
                         text_of(document, "state"));
    for (size_t i = 0; audit->shipped && i < json_count(operations); i++)
        if (!is(json_item(operations, i), "state", "passed") && !is_waived(audit, json_item(operations, i)))
            plant_unexpected(audit->plant, "rack %s left with operation %s %s", audit->serial,
                             text_of(json_item(operations, i), "operation"),
                             text_of(json_item(operations, i), "state"));
}

/* --- lists --- */

static void read_next(struct audit *audit, const struct json *document)
{
    audit->next = TEXT(audit->arena, "%s", text_of(document, "next_cursor"));
}

static void read_racks(void *context, const struct json *document)
{
    struct audit *audit = context;
    const struct json *items = object_member(document, "items");
    for (size_t i = 0; i < json_count(items); i++) {
        const char *serial = text_of(json_item(items, i), "serial"), *state = text_of(json_item(items, i), "state");
        audit->racks.items[audit->racks.count++] =
            TEXT(audit->arena, "%c%s", strcmp(state, "shipped") ? ' ' : 's', serial);
        if (strcmp(state, "shipped") && strcmp(state, "scrapped"))
            plant_unexpected(audit->plant, "rack %s is %s", serial, state);
    }
    read_next(audit, document);
}

static void read_faults(void *context, const struct json *document)
{
    struct audit *audit = context;
    const struct json *items = object_member(document, "items");
    for (size_t i = 0; i < json_count(items); i++) {
        const struct json *item = json_item(items, i);
        bool decided = *text_of(item, "disposition") && *text_of(item, "reason") && *text_of(item, "disposed_by");
        if (!is(item, "state", "voided") && (!is(item, "state", "closed") || !decided))
            plant_unexpected(audit->plant, "nonconformance %lld of unit %s is %s",
                             (long long)value_integer(object_member(item, "nonconformance")), text_of(item, "serial"),
                             text_of(item, "state"));
    }
    read_next(audit, document);
}

/* A hold on a whole order is somebody else's, who may be about to release it: the floor places none. */
static void read_holds(void *context, const struct json *document)
{
    struct audit *audit = context;
    const struct json *items = object_member(document, "items");
    for (size_t i = 0; i < json_count(items); i++) {
        const struct json *hold = json_item(items, i);
        if (!*text_of(hold, "order") && !*text_of(hold, "release_reason"))
            plant_unexpected(audit->plant, "hold %lld was not released with a reason",
                             (long long)value_integer(object_member(hold, "hold")));
    }
    read_next(audit, document);
}

static bool read_list(struct audit *audit, const char *path, office_read *read)
{
    bool read_all = true;
    audit->next = "";
    do {
        const char *page = TEXT(audit->arena, "%s%s%s", path, *audit->next ? "&cursor=" : "", audit->next);
        read_all = office_ask(audit->plant, &audit->plant->quality, page, NULL, read, audit);
    } while (read_all && *audit->next);
    return read_all;
}

/* --- the journal --- */

/* What is taken out and what is taken back says why. */
static void read_journal(void *context, const struct json *document)
{
    struct audit *audit = context;
    const struct json *items = object_member(document, "items");
    for (size_t i = 0; i < json_count(items); i++) {
        const struct json *entry = json_item(items, i);
        bool says_why = is(entry, "type", "component.removed") || is(entry, "type", "event.corrected");
        if (says_why && !*text_of(object_member(entry, "data"), "reason"))
            plant_unexpected(audit->plant, "journal position %lld gives no reason",
                             (long long)value_integer(object_member(entry, "journal_position")));
    }
    int64_t after = value_integer(object_member(document, "next_after"));
    audit->next = json_count(items) ? TEXT(audit->arena, "%lld", (long long)after) : "";
}

static bool audit_journal(struct audit *audit)
{
    bool read_all = true;
    for (audit->next = "0"; read_all && *audit->next;) {
        const char *path = TEXT(audit->arena, "/v1/events?limit=1000&after=%s", audit->next);
        read_all = office_ask(audit->plant, &audit->plant->quality, path, NULL, read_journal, audit);
    }
    return read_all;
}

/* --- all of it --- */

static bool audit_rack(struct audit *audit, const char *rack)
{
    const char *part_number = catalog_top(&audit->plant->catalog)->definition.part_number;
    struct office *quality = &audit->plant->quality;
    audit->shipped = *rack == 's';
    audit->serial = rack + 1;
    const char *unit = TEXT(audit->arena, "/v1/units/%s?part_number=%s", audit->serial, part_number);
    const char *as_built = TEXT(audit->arena, "/v1/units/%s/as-built?part_number=%s", audit->serial, part_number);
    return office_ask(audit->plant, quality, as_built, NULL, read_as_built, audit) &&
           office_ask(audit->plant, quality, unit, NULL, read_rack, audit);
}

bool audit_order(struct plant *plant, const struct orders *orders)
{
    ARENA_OWNED struct arena *arena = need_memory(arena_new(0));
    struct audit audit = {.plant = plant, .arena = arena};
    const char *part_number = catalog_top(&plant->catalog)->definition.part_number;
    audit.racks.items = NEW_ARRAY(arena, const char *, (size_t)orders->quantity + 1);
    bool read =
        read_list(&audit, TEXT(arena, "/v1/units?order=%s-%04d&limit=1000", part_number, orders->number), read_racks) &&
        read_list(&audit, "/v1/nonconformances?limit=1000", read_faults) &&
        read_list(&audit, "/v1/holds?limit=1000", read_holds) && audit_journal(&audit);
    for (size_t i = 0; read && i < audit.racks.count; i++)
        read = audit_rack(&audit, audit.racks.items[i]);
    return read;
}

#include "domain/provenance.h"

#include "domain/entry_records.h"
#include "domain/event.h"
#include "domain/identifier.h"

#include <string.h>

static const struct field PROVENANCE_FIELDS[] = {
    ORIGIN_FIELDS(struct provenance),
    FIELD_LIST(struct provenance, identifiers, OPTIONAL, 0, PART_NAMES_MAX, &IDENTIFIER_RECORD,
               "other names it goes by"),
    FIELD_TEXTS(struct provenance, unknown, OPTIONAL, 0, ORIGIN_MEMBERS + 1,
                "of what is described: members of which nothing is known but what is said"),
};
const struct record PROVENANCE_RECORD =
    RECORD(struct provenance, "provenance", PROVENANCE_FIELDS, "Where a part comes from and what it goes by.");

/* The members that all have who tell where a part comes from. */
#define ORIGIN_OF(row)                                                                                                 \
    .revision = (row)->revision, .lot = (row)->lot, .supplier = (row)->supplier, .country = (row)->country,            \
    .origin_site = (row)->origin_site, .firmware = {(row)->firmware.items, (row)->firmware.count}

struct provenance provenance_scanned(const struct component_installed *data)
{
    return (struct provenance){ORIGIN_OF(data), .identifiers = {data->identifiers.items, data->identifiers.count}};
}

struct provenance provenance_described(const struct component_described *data)
{
    return (struct provenance){ORIGIN_OF(data),
                               .identifiers = {data->identifiers.items, data->identifiers.count},
                               .unknown = {data->unknown.items, data->unknown.count}};
}

struct provenance provenance_received(const struct component_received *data)
{
    return (struct provenance){ORIGIN_OF(data)};
}

struct provenance provenance_installed(const struct installation *row)
{
    return (struct provenance){ORIGIN_OF(row), .identifiers = {row->identifiers.items, row->identifiers.count}};
}

static bool says_firmware(const struct provenance *said, const struct firmware *firmware)
{
    for (size_t i = 0; i < said->firmware.count; i++)
        if (!strcmp(said->firmware.items[i].name, firmware->name))
            return true;
    return false;
}

static bool says_identifier(const struct provenance *said, const struct identifier *identifier)
{
    for (size_t i = 0; i < said->identifiers.count; i++) {
        const struct identifier *other = &said->identifiers.items[i];
        if (other->kind == identifier->kind &&
            (identifier_is_single(other->kind) || !strcmp(other->value, identifier->value)))
            return true;
    }
    return false;
}

static const char *unsaid(const char *said, const char *on_record)
{
    return said ? NULL : on_record;
}

static enum fault firmware_unsaid(const struct provenance *said, const struct provenance *on_record,
                                  struct arena *arena, struct provenance *ret)
{
    struct firmware *rest = arena_array(arena, on_record->firmware.count, sizeof *rest);
    if (!rest)
        return FAULT_MEMORY;
    for (size_t i = 0; i < on_record->firmware.count; i++)
        if (!says_firmware(said, &on_record->firmware.items[i]) &&
            said->firmware.count + ret->firmware.count < PART_NAMES_MAX)
            rest[ret->firmware.count++] = on_record->firmware.items[i];
    ret->firmware.items = ret->firmware.count ? rest : NULL;
    return NOTHING_WRONG;
}

static enum fault identifiers_unsaid(const struct provenance *said, const struct provenance *on_record,
                                     struct arena *arena, struct provenance *ret)
{
    struct identifier *rest = arena_array(arena, on_record->identifiers.count, sizeof *rest);
    if (!rest)
        return FAULT_MEMORY;
    for (size_t i = 0; i < on_record->identifiers.count; i++)
        if (!says_identifier(said, &on_record->identifiers.items[i]) &&
            said->identifiers.count + ret->identifiers.count < PART_NAMES_MAX)
            rest[ret->identifiers.count++] = on_record->identifiers.items[i];
    ret->identifiers.items = ret->identifiers.count ? rest : NULL;
    return NOTHING_WRONG;
}

enum fault provenance_unsaid(const struct provenance *said, const struct provenance *on_record, struct arena *arena,
                             struct provenance *ret)
{
    struct provenance rest = {
        .revision = unsaid(said->revision, on_record->revision),
        .lot = unsaid(said->lot, on_record->lot),
        .supplier = unsaid(said->supplier, on_record->supplier),
        .country = unsaid(said->country, on_record->country),
        .origin_site = unsaid(said->origin_site, on_record->origin_site),
    };
    enum fault fault = firmware_unsaid(said, on_record, arena, &rest);
    if (!fault)
        fault = identifiers_unsaid(said, on_record, arena, &rest);
    if (!fault)
        *ret = rest;
    return fault;
}

static bool is_unknown(const struct provenance *said, const char *member)
{
    for (size_t i = 0; i < said->unknown.count; i++)
        if (!strcmp(said->unknown.items[i], member))
            return true;
    return false;
}

bool provenance_is_member(const char *name)
{
    for (size_t i = 0; i < ORIGIN_MEMBERS + 1; i++)
        if (!strcmp(PROVENANCE_FIELDS[i].name, name))
            return true;
    return false;
}

bool provenance_names(const struct provenance *said)
{
    return said->identifiers.count || is_unknown(said, "identifiers");
}

static bool speaks_of_kind(const struct provenance *said, int kind)
{
    for (size_t i = 0; i < said->identifiers.count; i++)
        if (said->identifiers.items[i].kind == kind)
            return true;
    return is_unknown(said, "identifiers");
}

/* The identifiers on record that are described, or those that are not. */
static enum fault identifiers_of(const struct provenance *said, bool described, const struct provenance *on_record,
                                 struct arena *arena, struct provenance *ret)
{
    struct identifier *items = arena_array(arena, on_record->identifiers.count, sizeof *items);
    size_t count = 0;
    if (!items)
        return FAULT_MEMORY;
    for (size_t i = 0; i < on_record->identifiers.count; i++)
        if (speaks_of_kind(said, on_record->identifiers.items[i].kind) == described)
            items[count++] = on_record->identifiers.items[i];
    ret->identifiers.items = count ? items : NULL;
    ret->identifiers.count = count;
    return NOTHING_WRONG;
}

#define FORGET(said, kept, member) \
    if (is_unknown(said, #member)) \
        (kept).member = NULL

enum fault provenance_undescribed(const struct provenance *said, const struct provenance *on_record,
                                  struct arena *arena, struct provenance *ret)
{
    struct provenance kept = *on_record;
    FORGET(said, kept, revision);
    FORGET(said, kept, lot);
    FORGET(said, kept, supplier);
    FORGET(said, kept, country);
    FORGET(said, kept, origin_site);
    if (is_unknown(said, "firmware"))
        kept.firmware.count = 0;
    enum fault fault = identifiers_of(said, false, on_record, arena, &kept);
    return fault ? fault : provenance_unsaid(said, &kept, arena, ret);
}

bool provenance_is_empty(const struct provenance *provenance)
{
    return !provenance->revision && !provenance->lot && !provenance->supplier && !provenance->country &&
           !provenance->origin_site && !provenance->firmware.count && !provenance->identifiers.count;
}

static bool text_differs(const char *said, const char *on_record)
{
    return said && (!on_record || strcmp(said, on_record));
}

static bool has_firmware(const struct provenance *on_record, const struct firmware *said)
{
    for (size_t i = 0; i < on_record->firmware.count; i++)
        if (!strcmp(on_record->firmware.items[i].name, said->name) &&
            !strcmp(on_record->firmware.items[i].version, said->version))
            return true;
    return false;
}

static bool has_identifier(const struct provenance *on_record, const struct identifier *said)
{
    for (size_t i = 0; i < on_record->identifiers.count; i++)
        if (on_record->identifiers.items[i].kind == said->kind &&
            !strcmp(on_record->identifiers.items[i].value, said->value))
            return true;
    return false;
}

static bool identifiers_differ(const struct provenance *said, const struct provenance *on_record)
{
    for (size_t i = 0; i < said->identifiers.count; i++)
        if (!has_identifier(on_record, &said->identifiers.items[i]))
            return true;
    for (size_t i = 0; i < on_record->identifiers.count; i++)
        if (speaks_of_kind(said, on_record->identifiers.items[i].kind) &&
            !has_identifier(said, &on_record->identifiers.items[i]))
            return true;
    return false;
}

#define FORGETS(said, on_record, member) ((on_record)->member && !(said)->member && is_unknown(said, #member))

/* Whether anything that is on record is not known any more. */
static bool forgets(const struct provenance *said, const struct provenance *on_record)
{
    for (size_t i = 0; i < on_record->firmware.count && is_unknown(said, "firmware"); i++)
        if (!has_firmware(said, &on_record->firmware.items[i]))
            return true;
    return FORGETS(said, on_record, revision) || FORGETS(said, on_record, lot) || FORGETS(said, on_record, supplier) ||
           FORGETS(said, on_record, country) || FORGETS(said, on_record, origin_site);
}

bool provenance_differs(const struct provenance *said, const struct provenance *on_record)
{
    if (identifiers_differ(said, on_record) || forgets(said, on_record))
        return true;
    for (size_t i = 0; i < said->firmware.count; i++)
        if (!has_firmware(on_record, &said->firmware.items[i]))
            return true;
    return text_differs(said->revision, on_record->revision) || text_differs(said->lot, on_record->lot) ||
           text_differs(said->supplier, on_record->supplier) || text_differs(said->country, on_record->country) ||
           text_differs(said->origin_site, on_record->origin_site);
}

#define REPLACED(said, on_record, member) \
    ((said)->member || is_unknown(said, #member) ? (on_record)->member : NULL)

enum fault provenance_replaced(const struct provenance *said, const struct provenance *on_record, struct arena *arena,
                               struct provenance *ret)
{
    struct firmware *firmware = arena_array(arena, on_record->firmware.count, sizeof *firmware);
    if (!firmware)
        return FAULT_MEMORY;
    *ret = (struct provenance){
        .revision = REPLACED(said, on_record, revision),
        .lot = REPLACED(said, on_record, lot),
        .supplier = REPLACED(said, on_record, supplier),
        .country = REPLACED(said, on_record, country),
        .origin_site = REPLACED(said, on_record, origin_site),
    };
    for (size_t i = 0; i < on_record->firmware.count; i++)
        if (is_unknown(said, "firmware") || says_firmware(said, &on_record->firmware.items[i]))
            firmware[ret->firmware.count++] = on_record->firmware.items[i];
    ret->firmware.items = ret->firmware.count ? firmware : NULL;
    return identifiers_of(said, true, on_record, arena, ret);
}

static const char *known(const char *said, const char *on_record)
{
    return said ? said : on_record;
}

/* One list behind the other: `said` itself where the other is empty. NULL too where both are. */
static void *join_lists(void *said, size_t said_size, const void *rest, size_t rest_size, struct arena *arena)
{
    char *both = rest_size ? arena_alloc(arena, said_size + rest_size) : said;
    if (!both || !rest_size)
        return both;
    if (said_size)
        memcpy(both, said, said_size);
    memcpy(both + said_size, rest, rest_size);
    return both;
}

#define JOIN_LISTS(said, rest, arena)                                                                                  \
    join_lists((said).items, (said).count * sizeof *(said).items, (rest).items, (rest).count * sizeof *(rest).items,   \
               arena)

enum fault provenance_join(const struct provenance *said, const struct provenance *rest, struct arena *arena,
                           struct provenance *ret)
{
    const struct provenance joined = {
        .revision = known(said->revision, rest->revision),
        .lot = known(said->lot, rest->lot),
        .supplier = known(said->supplier, rest->supplier),
        .country = known(said->country, rest->country),
        .origin_site = known(said->origin_site, rest->origin_site),
        .firmware = {JOIN_LISTS(said->firmware, rest->firmware, arena), said->firmware.count + rest->firmware.count},
        .identifiers = {JOIN_LISTS(said->identifiers, rest->identifiers, arena),
                        said->identifiers.count + rest->identifiers.count},
    };
    if ((rest->firmware.count && !joined.firmware.items) || (rest->identifiers.count && !joined.identifiers.items))
        return FAULT_MEMORY;
    *ret = joined;
    return NOTHING_WRONG;
}

#define TAKE_ORIGIN(row, of)                                                                                           \
    ((row)->revision = (of)->revision, (row)->lot = (of)->lot, (row)->supplier = (of)->supplier,                       \
     (row)->country = (of)->country, (row)->origin_site = (of)->origin_site,                                           \
     (row)->firmware.items = (of)->firmware.items, (row)->firmware.count = (of)->firmware.count)

#define TAKE_NAMES(row, of) \
    ((row)->identifiers.items = (of)->identifiers.items, (row)->identifiers.count = (of)->identifiers.count)

enum fault provenance_fill_in(const struct component_installed *data, const struct provenance *rest,
                              struct arena *arena, struct component_installed *ret)
{
    const struct provenance said = provenance_scanned(data);
    struct provenance whole = said;
    enum fault fault = rest ? provenance_join(&said, rest, arena, &whole) : NOTHING_WRONG;
    if (fault)
        return fault;
    *ret = *data;
    TAKE_ORIGIN(ret, &whole);
    TAKE_NAMES(ret, &whole);
    return NOTHING_WRONG;
}

enum fault provenance_describe(const struct installation *part, const struct provenance *said, struct arena *arena,
                               struct installation *ret)
{
    const struct provenance on_record = provenance_installed(part);
    struct provenance unsaid, whole;
    enum fault fault = provenance_undescribed(said, &on_record, arena, &unsaid);
    if (!fault)
        fault = provenance_join(said, &unsaid, arena, &whole);
    if (fault)
        return fault;
    *ret = *part;
    TAKE_ORIGIN(ret, &whole);
    TAKE_NAMES(ret, &whole);
    return NOTHING_WRONG;
}

enum fault provenance_leave(const struct provenance *said, struct arena *arena, struct installation *row)
{
    const struct provenance on_record = provenance_installed(row);
    struct provenance rest;
    enum fault fault = provenance_undescribed(said, &on_record, arena, &rest);
    if (fault)
        return fault;
    TAKE_ORIGIN(row, &rest);
    TAKE_NAMES(row, &rest);
    return NOTHING_WRONG;
}

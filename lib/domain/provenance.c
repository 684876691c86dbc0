#include "domain/provenance.h"

#include "domain/entry_records.h"
#include "domain/event.h"
#include "domain/identifier.h"

#include <string.h>

static const struct field PROVENANCE_FIELDS[] = {
    ORIGIN_FIELDS(struct provenance),
    FIELD_LIST(struct provenance, identifiers, OPTIONAL, 0, PART_NAMES_MAX, &IDENTIFIER_RECORD,
               "other names it goes by"),
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
    return (struct provenance){ORIGIN_OF(data)};
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

bool provenance_differs(const struct provenance *said, const struct provenance *on_record)
{
    for (size_t i = 0; i < said->firmware.count; i++)
        if (!has_firmware(on_record, &said->firmware.items[i]))
            return true;
    return text_differs(said->revision, on_record->revision) || text_differs(said->lot, on_record->lot) ||
           text_differs(said->supplier, on_record->supplier) || text_differs(said->country, on_record->country) ||
           text_differs(said->origin_site, on_record->origin_site);
}

enum fault provenance_replaced(const struct provenance *said, const struct provenance *on_record, struct arena *arena,
                               struct provenance *ret)
{
    struct firmware *firmware = arena_array(arena, on_record->firmware.count, sizeof *firmware);
    if (!firmware)
        return FAULT_MEMORY;
    *ret = (struct provenance){
        .revision = said->revision ? on_record->revision : NULL,
        .lot = said->lot ? on_record->lot : NULL,
        .supplier = said->supplier ? on_record->supplier : NULL,
        .country = said->country ? on_record->country : NULL,
        .origin_site = said->origin_site ? on_record->origin_site : NULL,
    };
    for (size_t i = 0; i < on_record->firmware.count; i++)
        if (says_firmware(said, &on_record->firmware.items[i]))
            firmware[ret->firmware.count++] = on_record->firmware.items[i];
    ret->firmware.items = ret->firmware.count ? firmware : NULL;
    return NOTHING_WRONG;
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
    ret->identifiers.items = whole.identifiers.items;
    ret->identifiers.count = whole.identifiers.count;
    return NOTHING_WRONG;
}

enum fault provenance_describe(const struct installation *part, const struct provenance *said, struct arena *arena,
                               struct installation *ret)
{
    const struct provenance on_record = provenance_installed(part);
    struct provenance unsaid, whole;
    enum fault fault = provenance_unsaid(said, &on_record, arena, &unsaid);
    if (!fault)
        fault = provenance_join(said, &unsaid, arena, &whole);
    if (fault)
        return fault;
    *ret = *part;
    TAKE_ORIGIN(ret, &whole);
    return NOTHING_WRONG;
}

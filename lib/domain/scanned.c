#include "domain/scanned.h"

#include "base/field_value.h"
#include "domain/identifier.h"

#include <string.h>

static void refuse_second(const char *pointer, const char *list, size_t index, const char *named, const char *said,
                          const char *before, struct reasons *reasons)
{
    reason_add(reasons, REASON_DUPLICATE_ITEM, arena_printf(reasons->arena, "%s/%s/%zu", pointer, list, index),
               "%s is \"%s\" here and \"%s\" before", named, said, before);
}

static void settle_firmware(const struct component_installed *scanned, const char *pointer, struct reasons *reasons)
{
    const struct firmware *items = scanned->firmware.items;
    for (size_t i = 0; i < scanned->firmware.count; i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(items[i].name, items[j].name) && strcmp(items[i].version, items[j].version)) {
                refuse_second(pointer, "firmware", i, items[i].name, items[i].version, items[j].version, reasons);
                break;
            }
}

static void settle_identifiers(const struct component_installed *scanned, const char *pointer, struct reasons *reasons)
{
    const struct identifier *items = scanned->identifiers.items;
    for (size_t i = 0; i < scanned->identifiers.count; i++)
        for (size_t j = 0; j < i; j++)
            if (identifier_is_single(items[i].kind) && items[i].kind == items[j].kind &&
                strcmp(items[i].value, items[j].value)) {
                refuse_second(pointer, "identifiers", i, reason_name(reasons, &IDENTIFIER_KIND_NAMES, items[i].kind),
                              items[i].value, items[j].value, reasons);
                break;
            }
}

enum fault scanned_settle(struct component_installed *scanned, const char *pointer, struct reasons *reasons)
{
    const size_t before = reasons->found;
    identifiers_spell(scanned->identifiers.items, scanned->identifiers.count, reasons->arena);
    settle_firmware(scanned, pointer, reasons);
    settle_identifiers(scanned, pointer, reasons);
    return reasons->found > before ? FAULT_INVALID : NOTHING_WRONG;
}

#include "base/repeats.h"

#include "base/field_value.h"

static const char *name_at(const void *items, size_t size, size_t index)
{
    const char *name;
    memcpy(&name, (const char *)items + index * size, sizeof name);
    return name;
}

enum fault refuse_repeats(const void *items, size_t count, size_t size, const char *pointer, const char *member,
                          struct reasons *reasons)
{
    const size_t before = reasons->found;
    for (size_t i = 0; i < count; i++) {
        const char *name = name_at(items, size, i);
        size_t earlier = 0;
        while (earlier < i && strcmp(name_at(items, size, earlier), name))
            earlier++;
        if (earlier < i)
            reason_add(reasons, REASON_DUPLICATE_ITEM, arena_printf(reasons->arena, "%s/%zu%s", pointer, i, member),
                       "\"%s\" is there already, at %zu", name, earlier);
    }
    return reasons->found > before ? FAULT_INVALID : NOTHING_WRONG;
}

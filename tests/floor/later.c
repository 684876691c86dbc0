#include "floor/later.h"

#include "base/json.h"
#include "floor/memory.h"

#include <string.h>

static void add_check(struct operation_definition *operation, const char *name, const char *question,
                      struct arena *arena)
{
    size_t count = operation->checks.count;
    struct check *checks = NEW_ARRAY(arena, struct check, count + 1);
    if (count)
        memcpy(checks, operation->checks.items, count * sizeof *checks);
    checks[count] = (struct check){.name = name, .question = question};
    operation->checks.items = checks;
    operation->checks.count = count + 1;
}

const struct recipe *later_revision(const struct recipe *recipe, struct arena *arena)
{
    struct recipe *later = NEW(arena, struct recipe);
    struct reasons reasons = {.arena = arena};
    BUFFER_OWNED struct buffer document = {0};
    size_t count = recipe->definition.routing.count, at = 0;
    later->definition = recipe->definition;
    later->definition.revision = TEXT(arena, "%s-2", recipe->definition.revision);
    later->definition.routing.items = NEW_ARRAY(arena, struct operation_definition, count);
    memcpy(later->definition.routing.items, recipe->definition.routing.items,
           count * sizeof *later->definition.routing.items);
    while (at < count && later->definition.routing.items[at].kind != OPERATION_INSPECTION)
        at++;
    if (at == count)
        return NULL;
    add_check(&later->definition.routing.items[0], LATER_FIRST_CHECK,
              "Is the earth strap of the engineering change in the kit?", arena);
    add_check(&later->definition.routing.items[at], LATER_CHECK,
              "Is the label of the engineering change on the rear door?", arena);
    json_write(&document, &PRODUCT_DEFINITION_RECORD, &later->definition);
    later->size = document.size;
    later->document = TEXT(arena, "%s", need_text(buffer_view(&document)));
    return product_compile(&later->definition, &later->product, &reasons) ? NULL : later;
}

/* The later revision that engineering makes of a product in mid-run. */
#include "base/json.h"
#include "floor/later.h"
#include "suite.h"

#include <string.h>

START_TEST(a_later_revision_asks_a_thing_more_at_first_and_at_its_inspection)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct catalog catalog;
    ck_assert(catalog_read(SOURCE_DIR "/schema/products", arena, &catalog));
    const struct recipe *rack = catalog_top(&catalog), *later = later_revision(rack, arena);
    ck_assert_ptr_nonnull(later);
    ck_assert_str_eq(later->definition.part_number, rack->definition.part_number);
    ck_assert_str_ne(later->definition.revision, rack->definition.revision);
    ck_assert(catalog_is_top(&catalog, later));
    size_t more = 0;
    for (size_t i = 0; i < rack->definition.routing.count; i++) {
        const struct operation_definition *is = &later->definition.routing.items[i];
        size_t was = rack->definition.routing.items[i].checks.count;
        ck_assert_uint_ge(is->checks.count, was);
        more += is->checks.count - was;
        if (is->checks.count > was)
            ck_assert_str_eq(is->checks.items[was].name, i ? LATER_CHECK : LATER_FIRST_CHECK);
    }
    ck_assert_uint_eq(more, 2);
}
END_TEST

START_TEST(its_document_says_what_it_is)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct catalog catalog;
    struct reasons reasons = {.arena = arena};
    struct product_definition read;
    BUFFER_OWNED struct buffer again = {0};
    ck_assert(catalog_read(SOURCE_DIR "/schema/products", arena, &catalog));
    const struct recipe *later = later_revision(catalog_top(&catalog), arena);
    ck_assert_int_eq(json_read(later->document, later->size, (struct json_limits){32, 10000},
                               &PRODUCT_DEFINITION_RECORD, &read, &reasons),
                     NOTHING_WRONG);
    json_write(&again, &PRODUCT_DEFINITION_RECORD, &read);
    ck_assert_str_eq(buffer_view(&again), later->document);
}
END_TEST

SUITE(later_revisions, a_later_revision_asks_a_thing_more_at_first_and_at_its_inspection, its_document_says_what_it_is)

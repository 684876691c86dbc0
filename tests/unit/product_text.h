/* Products for tests, read from JSON as the daemon reads them. */
#ifndef RACKLINE_PRODUCT_TEXT_H
#define RACKLINE_PRODUCT_TEXT_H

#include "base/json.h"
#include "domain/product.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct json_limits TEST_LIMITS = {.depth = 16, .items = 10000};

/* The reasons as one text, for a failing assertion to show. */
static inline const char *reasons_text(const struct reasons *reasons)
{
    const char *text = "";
    for (size_t i = 0; i < reasons->count; i++)
        text = arena_printf(reasons->arena, "%s\n  %s at %s: %s", text, reasons->items[i].code,
                            reasons->items[i].pointer ? reasons->items[i].pointer : "-", reasons->items[i].detail);
    return text;
}

/* The definition a text holds, in the arena of the reasons. */
static inline struct product_definition *read_definition(const char *text, size_t size, struct reasons *reasons)
{
    struct product_definition *definition = arena_alloc(reasons->arena, sizeof *definition);
    enum fault fault = json_read(text, size, TEST_LIMITS, &PRODUCT_DEFINITION_RECORD, definition, reasons);
    ck_assert_msg(!fault, "the record table refuses it:%s\n%s", reasons_text(reasons), text);
    return definition;
}

/* A definition with these lines and operations, each a JSON array written with single quotes, so that it stays
 * readable in C. */
static inline struct product_definition *make_definition(const char *lines, const char *routing,
                                                         struct reasons *reasons)
{
    char *text = arena_printf(reasons->arena,
                              "{'part_number': 'RL-1', 'revision': 'A', 'name': 'A thing',"
                              " 'serial_format': 'S{seq:4}', 'rack_units': 10,"
                              " 'bill_of_materials': %s, 'routing': %s}",
                              lines, routing);
    for (char *at = text; *at; at++)
        if (*at == '\'')
            *at = '"';
    return read_definition(text, strlen(text), reasons);
}

/* A file below the project's own folder, in the arena. */
static inline char *read_file(const char *path, struct arena *arena, size_t *ret_size)
{
    FILE *file = fopen(arena_printf(arena, "%s/%s", SOURCE_DIR, path), "rb");
    ck_assert_msg(file != NULL, "%s cannot be opened", path);
    enum { FILE_MAX = 1 << 20 };
    char *bytes = arena_alloc(arena, FILE_MAX);
    *ret_size = fread(bytes, 1, FILE_MAX, file);
    fclose(file);
    ck_assert_uint_lt(*ret_size, FILE_MAX);
    return bytes;
}

#endif

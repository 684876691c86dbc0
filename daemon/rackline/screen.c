#include "rackline/screen.h"

#include "rackline/command.h"
#include "rackline/table.h"
#include "rackline/value_text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEPTH_MAX = 4 };

struct screen screen_of_output(void)
{
    struct winsize size;
    struct screen screen = {0};
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    if (!isatty(STDOUT_FILENO))
        return screen;
    if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
        screen.width = size.ws_col;
    screen.colours = !(no_color && *no_color) && term && strcmp(term, "dumb");
    return screen;
}

static void add_parts(struct buffer *buffer, const struct screen *screen, size_t indent, int depth,
                      const struct json *thing);

/* An empty list may be one of plain values or of things: where nobody has any, it is not worth a column. */
static bool is_column(const struct json *value)
{
    return value_is_plain(value) && (!json_is_array(value) || json_count(value));
}

/* Every plain member that any of the items has, in the order they come. */
static void columns_of(const struct json *array, struct buffer *columns)
{
    for (size_t i = 0; i < json_count(array); i++) {
        const struct json *item = json_item(array, i);
        for (void *at = object_first(item); at; at = object_next(item, at)) {
            const char *known = buffer_view(columns);
            if (!known || !is_column(member_value(at)) || words_have(known, member_name(at)))
                continue;
            buffer_text(columns, member_name(at));
            buffer_char(columns, ' ');
        }
    }
}

static bool is_part(const struct json *value)
{
    return !value_is_plain(value) && (json_count(value) || json_is_object(value));
}

static bool has_parts(const struct json *object)
{
    for (void *at = object_first(object); at; at = object_next(object, at))
        if (is_part(member_value(at)))
            return true;
    return false;
}

/* The parts of a list's items, under what each is called: its first member. */
static void add_parts_of_items(struct buffer *buffer, const struct screen *screen, size_t indent, int depth,
                               const struct json *array)
{
    for (size_t i = 0; i < json_count(array); i++) {
        const struct json *item = json_item(array, i);
        char *name = has_parts(item) ? table_cell(member_value(object_first(item))) : NULL;
        if (!name)
            continue;
        buffer_char(buffer, '\n');
        table_spaces(buffer, indent);
        table_coloured(buffer, screen, COLOUR_BOLD, name);
        buffer_char(buffer, '\n');
        add_parts(buffer, screen, indent, depth + 1, item);
        free(name);
    }
}

static void add_list(struct buffer *buffer, const struct screen *screen, size_t indent, int depth,
                     const struct json *array)
{
    BUFFER_OWNED struct buffer columns = {0};
    const struct json **rows = calloc(json_count(array) + 1, sizeof *rows);
    columns_of(array, &columns);
    for (size_t i = 0; rows && i < json_count(array); i++)
        rows[i] = json_item(array, i);
    const char *names = buffer_view(&columns);
    if (rows && names)
        table_add(buffer, screen, indent, rows, json_count(array), names);
    else
        buffer->failed = true;
    free(rows);
    if (depth < DEPTH_MAX)
        add_parts_of_items(buffer, screen, indent + TABLE_GAP, depth, array);
}

static size_t widest_name(const struct json *thing)
{
    size_t widest = 0;
    for (void *at = object_first(thing); at; at = object_next(thing, at))
        if (value_is_plain(member_value(at)) && strlen(member_name(at)) > widest)
            widest = strlen(member_name(at));
    return widest;
}

static void add_thing(struct buffer *buffer, const struct screen *screen, size_t indent, int depth,
                      const struct json *thing)
{
    size_t widest = widest_name(thing);
    for (void *at = object_first(thing); at; at = object_next(thing, at)) {
        const struct json *value = member_value(at);
        char *text = value_is_plain(value) ? table_cell(value) : NULL;
        if (text && *text) {
            table_spaces(buffer, indent);
            table_coloured(buffer, screen, COLOUR_DIM, member_name(at));
            table_spaces(buffer, widest - strlen(member_name(at)) + TABLE_GAP);
            table_coloured(buffer, screen, table_colour(text), text);
            buffer_char(buffer, '\n');
        }
        free(text);
    }
    add_parts(buffer, screen, indent, depth, thing);
}

/* What of a thing is no plain member, under its name. */
static void add_parts(struct buffer *buffer, const struct screen *screen, size_t indent, int depth,
                      const struct json *thing)
{
    for (void *at = object_first(thing); at; at = object_next(thing, at)) {
        const struct json *value = member_value(at);
        if (!is_part(value))
            continue;
        buffer_char(buffer, '\n');
        table_spaces(buffer, indent);
        table_coloured(buffer, screen, COLOUR_BOLD, member_name(at));
        buffer_char(buffer, '\n');
        if (json_is_array(value))
            add_list(buffer, screen, indent + TABLE_GAP, depth, value);
        else
            add_thing(buffer, screen, indent + TABLE_GAP, depth + 1, value);
    }
}

void screen_thing(struct buffer *buffer, const struct screen *screen, const struct json *thing)
{
    add_thing(buffer, screen, 0, 0, thing);
}

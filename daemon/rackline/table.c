#include "rackline/table.h"

#include "base/utf8.h"
#include "rackline/value_text.h"

#include <stdlib.h>
#include <string.h>

enum {
    COLUMNS_MAX = 40,
    CELL_MAX = 60,
    CUT_MIN = 8, /* of a column that is wider, so much is still worth showing */
};

/* ---- colours ---- */

const char *table_colour(const char *text)
{
    static const char *const RED_WORDS[] = {"failed", "scrapped", "unscheduled_down", "invalidated", NULL};
    static const char *const YELLOW_WORDS[] = {"blocked", "in_repair", "paused", "open", "scheduled_down", NULL};
    for (size_t i = 0; RED_WORDS[i]; i++)
        if (!strcmp(text, RED_WORDS[i]))
            return COLOUR_RED;
    for (size_t i = 0; YELLOW_WORDS[i]; i++)
        if (!strcmp(text, YELLOW_WORDS[i]))
            return COLOUR_YELLOW;
    return NULL;
}

void table_coloured(struct buffer *buffer, const struct screen *screen, const char *colour, const char *text)
{
    bool coloured = screen->colours && colour;
    if (coloured)
        buffer_text(buffer, colour);
    buffer_text(buffer, text);
    if (coloured)
        buffer_text(buffer, COLOUR_PLAIN);
}

/* ---- cells ---- */

static size_t width_of(const char *text)
{
    size_t characters;
    return text_measure(text, strlen(text), &characters) == TEXT_SOUND ? characters : strlen(text);
}

/* Cuts a text to so many characters, the last of them an ellipsis. */
static void cut(char *text, size_t width)
{
    if (width_of(text) <= width || !width)
        return;
    char *at = text;
    for (size_t i = 0; i + 1 < width; i++)
        while ((*++at & 0xC0) == 0x80)
            ;
    memcpy(at, "…", sizeof "…"); /* three bytes and the NUL: there is room, for at least two characters go */
}

char *table_cell(const struct json *value)
{
    struct buffer buffer = {0};
    value_cell(&buffer, value);
    buffer_add(&buffer, "\0\0\0", 4); /* room for the ellipsis */
    if (buffer.failed) {
        buffer_free(&buffer);
        return NULL;
    }
    for (char *at = buffer.bytes; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = ' ';
    return buffer.bytes;
}

/* ---- a table ---- */

struct column {
    char path[64];
    const char *name; /* its last member */
    size_t width;     /* 0: empty throughout */
    bool right;       /* every cell is a number */
};

struct table {
    struct column columns[COLUMNS_MAX];
    size_t count;
    size_t shown; /* as many of them as the screen has room for */
    char **cells; /* row by row */
    size_t rows;
};

static void table_free(struct table *table)
{
    for (size_t i = 0; table->cells && i < table->rows * table->count; i++)
        free(table->cells[i]);
    free(table->cells);
}

static void name_columns(struct table *table, const char *columns)
{
    while (*columns && table->count < COLUMNS_MAX) {
        size_t size = strcspn(columns, " ");
        struct column *column = &table->columns[table->count];
        if (size && size < sizeof column->path) {
            memcpy(column->path, columns, size);
            const char *dot = strrchr(column->path, '.');
            column->name = dot ? dot + 1 : column->path;
            table->count++;
        }
        columns += size + strspn(columns + size, " ");
    }
}

static bool is_number(const struct json *value)
{
    return value && (value_kind(value) == VALUE_INTEGER || value_kind(value) == VALUE_REAL);
}

static const struct json *value_at(const struct json *row, const char *path)
{
    char member[sizeof((struct column){0}).path];
    while (row && json_is_object(row)) {
        size_t size = strcspn(path, ".");
        memcpy(member, path, size);
        member[size] = '\0';
        row = object_member(row, member);
        if (!path[size])
            return row;
        path += size + 1;
    }
    return NULL;
}

static bool fill_column(struct table *table, size_t c, const struct json *const *rows)
{
    struct column *column = &table->columns[c];
    column->right = true;
    for (size_t r = 0; r < table->rows; r++) {
        const struct json *value = value_at(rows[r], column->path);
        char *cell = table_cell(value);
        if (!cell)
            return false;
        if (c + 1 < table->count) /* there may be prose in the last one, which goes on below */
            cut(cell, CELL_MAX);
        table->cells[r * table->count + c] = cell;
        size_t width = width_of(cell);
        column->right &= !width || is_number(value);
        if (width > column->width)
            column->width = width;
    }
    size_t name = strlen(column->name);
    if (column->width && column->width < name)
        column->width = name;
    return true;
}

static bool fill_table(struct table *table, const struct json *const *rows)
{
    table->cells = calloc(table->rows * table->count + 1, sizeof *table->cells);
    for (size_t c = 0; table->cells && c < table->count; c++)
        if (!fill_column(table, c, rows))
            return false;
    return table->cells;
}

void table_spaces(struct buffer *buffer, size_t count)
{
    while (count--)
        buffer_char(buffer, ' ');
}

/* The first column is always shown. What is too wide for what is left of the screen is cut, or not shown where too
 * little of it would be; nor are those behind it. */
static void fit(struct table *table, const struct screen *screen, size_t indent)
{
    size_t used = indent;
    for (table->shown = 0; table->shown < table->count; table->shown++) {
        struct column *column = &table->columns[table->shown];
        size_t room = screen->width > used ? screen->width - used : 1;
        if (screen->width && column->width > room) {
            if (used > indent && room < CUT_MIN)
                return;
            column->width = room;
        }
        if (column->width)
            used += column->width + TABLE_GAP;
    }
}

/* How many bytes of a text go onto a line of so many characters: up to a space, where there is one. */
static size_t fits_in(const char *text, size_t width)
{
    size_t bytes = 0, space = 0;
    for (size_t characters = 0; text[bytes]; bytes++) {
        characters += (text[bytes] & 0xC0) != 0x80;
        if (characters > width)
            return space ? space : bytes;
        if (text[bytes] == ' ')
            space = bytes;
    }
    return bytes;
}

/* What is wider than its column goes on below it. */
static void add_prose(struct buffer *buffer, const struct screen *screen, size_t indent, size_t width, char *text)
{
    const char *colour = table_colour(text);
    for (;;) {
        const size_t size = fits_in(text, width);
        const char last = text[size];
        text[size] = '\0';
        table_coloured(buffer, screen, colour, text);
        text[size] = last;
        text += size + (last == ' ');
        if (!*text)
            return;
        buffer_char(buffer, '\n');
        table_spaces(buffer, indent);
    }
}

/* One line of the table; nothing stands behind its last cell. */
static void add_row(struct buffer *buffer, const struct screen *screen, const struct table *table, size_t indent,
                    char *const *cells)
{
    size_t owed = indent, at = indent;
    for (size_t c = 0; c < table->shown; c++) {
        const struct column *column = &table->columns[c];
        char heading[sizeof column->path + 4]; /* with room for the ellipsis */
        if (!column->width)
            continue;
        strcpy(heading, column->name);
        char *text = cells ? cells[c] : heading;
        if (cells && c + 1 == table->count && strchr(text, ' ') && width_of(text) > column->width) {
            table_spaces(buffer, owed);
            add_prose(buffer, screen, at, column->width, text);
            break;
        }
        cut(text, column->width);
        size_t width = width_of(text), pad = column->width > width ? column->width - width : 0;
        if (column->right && width)
            owed += pad;
        if (width) {
            table_spaces(buffer, owed);
            owed = 0;
            table_coloured(buffer, screen, cells ? table_colour(text) : COLOUR_DIM, text);
        }
        owed += (column->right && width ? 0 : pad) + TABLE_GAP;
        at += column->width + TABLE_GAP;
    }
    buffer_char(buffer, '\n');
}

static void add_hidden(struct buffer *buffer, const struct screen *screen, const struct table *table, size_t indent)
{
    BUFFER_OWNED struct buffer line = {0};
    for (size_t c = table->shown; c < table->count; c++)
        if (table->columns[c].width)
            buffer_printf(&line, "%s %s", line.size ? "" : "no room for", table->columns[c].name);
    if (!line.size)
        return;
    buffer_text(&line, " (-o json has them)");
    const char *text = buffer_view(&line);
    buffer->failed |= !text;
    table_spaces(buffer, indent);
    table_coloured(buffer, screen, COLOUR_DIM, text ? text : "");
    buffer_char(buffer, '\n');
}

void table_add(struct buffer *buffer, const struct screen *screen, size_t indent, const struct json *const *rows,
               size_t count, const char *columns)
{
    struct table table = {.rows = count};
    name_columns(&table, columns);
    if (fill_table(&table, rows)) {
        fit(&table, screen, indent);
        add_row(buffer, screen, &table, indent, NULL);
        for (size_t r = 0; r < count; r++)
            add_row(buffer, screen, &table, indent, table.cells + r * table.count);
        add_hidden(buffer, screen, &table, indent);
    } else {
        buffer->failed = true;
    }
    table_free(&table);
}

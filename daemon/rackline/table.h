/* Rows of an answer as a table. */
#ifndef RACKLINE_TABLE_H
#define RACKLINE_TABLE_H

#include "rackline/screen.h"

enum { TABLE_GAP = 2 }; /* spaces between two columns */

#define COLOUR_RED "\033[31m"
#define COLOUR_YELLOW "\033[33m"
#define COLOUR_BOLD "\033[1m"
#define COLOUR_DIM "\033[2m"
#define COLOUR_PLAIN "\033[0m"

/* Appends a table of objects, a row each, with the members that `columns` names (spaces between them; `entry.type` is a
 * member of a member). A column that is empty throughout is left out; those that the screen has no room for are named
 * below. What is longer than a cell is cut, but in the last column: there it goes on below. */
void table_add(struct buffer *buffer, const struct screen *screen, size_t indent, const struct json *const *rows,
               size_t count, const char *columns);

/* A value as one line, without characters that a terminal would obey, and with room for three more bytes. Owned by the
 * caller; NULL: memory is out. */
char *table_cell(const struct json *value);

/* The colour of a word that asks for somebody; NULL for the rest: all is well with it. */
const char *table_colour(const char *text);
/* Appends a text, in a colour (NULL: none) where there are any. */
void table_coloured(struct buffer *buffer, const struct screen *screen, const char *colour, const char *text);
void table_spaces(struct buffer *buffer, size_t count);

#endif

/* CSV by RFC 4180, through record tables: a column a member, for people who open a list in a spreadsheet. */
#ifndef RACKLINE_CSV_H
#define RACKLINE_CSV_H

#include "base/buffer.h"
#include "base/record.h"

#define CSV_TYPE "text/csv; charset=utf-8; header=present"

/* Writes the first line: the members' names. */
void csv_write_names(struct buffer *buffer, const struct record *record);

/* Writes one cell: quoted where it must be, and with an apostrophe before what a spreadsheet would take for a formula. */
void csv_write_text(struct buffer *buffer, const char *text);

/* Writes a row as a line. Scalars are as in JSON, without its quotes; lists and records are JSON in one cell; what is
 * absent is an empty cell. A text that a spreadsheet would take for a formula, for it begins with one of = + - @, a tab
 * or a line's end, has an apostrophe before it. */
void csv_write(struct buffer *buffer, const struct record *record, const void *row);

#endif

/* What rows.c asks of a driver: a prepared statement, its parameters, and its rows, value by value. */
#ifndef RACKLINE_DRIVER_H
#define RACKLINE_DRIVER_H

#include "store/db.h"

struct statement;

/* A statement ready to be bound: prepared the first time, kept by the connection after that. The taker gives it back
 * with statement_give; NULL is safe there. */
enum fault statement_take(struct db *db, const struct sql *sql, struct statement **ret);
void statement_give(struct statement *statement);

/* Binds every parameter; FAULT_CORRUPT when there are not as many. */
enum fault statement_bind(struct statement *statement, const struct bind *binds, size_t count);
/* Goes on to the next row; *ret_row is false after the last. */
enum fault statement_step(struct statement *statement, bool *ret_row);
/* How many rows the last step of a changing statement changed. */
int64_t statement_changed(const struct statement *statement);

size_t statement_parameters(const struct statement *statement);
size_t statement_columns(const struct statement *statement);
const char *statement_column(const struct statement *statement, size_t column); /* its name */
/* The member of the statement's record that the column fills; NULL when there is none. */
const struct field *statement_field(const struct statement *statement, size_t column);
/* The current row's value; texts and bytes are valid until the next step. Texts are NUL-terminated. */
struct bind statement_value(const struct statement *statement, size_t column);

#endif

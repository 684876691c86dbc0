/* All statements of the program, for the test that prepares each. */
#include "store/driver.h"

#include <string.h>

/* The linker puts what SQL_REGISTER marks in one array, and gives its ends these names. */
extern const struct sql *const __start_rackline_sql[], *const __stop_rackline_sql[];

size_t db_statement_count(void)
{
    return (size_t)(__stop_rackline_sql - __start_rackline_sql);
}

const struct sql *db_statement(size_t index)
{
    return __start_rackline_sql[index];
}

static void check_parameters(const struct statement *statement, const struct record *row, struct reasons *reasons)
{
    if (statement_parameters(statement) != row->count)
        reason_add(reasons, "parameters", NULL, "%s has %zu members, the statement %zu parameters", row->name,
                   row->count, statement_parameters(statement));
}

static void check_columns(const struct statement *statement, const struct record *row, struct reasons *reasons)
{
    for (size_t i = 0; i < statement_columns(statement); i++) {
        const struct field *field = statement_field(statement, i);
        if (!field)
            reason_add(reasons, "column", NULL, "%s is not a member of %s", statement_column(statement, i), row->name);
        for (size_t j = 0; j < i && field; j++)
            if (statement_field(statement, j) == field)
                reason_add(reasons, "column", NULL, "%s comes twice", field->name);
    }
    for (size_t i = 0; i < row->count; i++) {
        bool read = row->fields[i].need == OPTIONAL;
        for (size_t j = 0; j < statement_columns(statement); j++)
            read |= statement_field(statement, j) == &row->fields[i];
        if (!read)
            reason_add(reasons, "column", NULL, "no column fills %s of %s", row->fields[i].name, row->name);
    }
}

enum fault db_verify(struct db *db, const struct sql *sql, struct reasons *reasons)
{
    struct statement *statement;
    const size_t before = reasons->found;
    enum fault fault = statement_take(db, sql, &statement);
    if (fault) {
        reason_add(reasons, "statement", NULL, "%s: %s", db_problem(db), sql->text);
        return fault;
    }
    if (sql->row && sql->writes)
        check_parameters(statement, sql->row, reasons);
    else if (sql->row)
        check_columns(statement, sql->row, reasons);
    statement_give(statement);
    if (reasons->found > before)
        reason_add(reasons, "statement", NULL, "in %s", sql->text);
    return reasons->found > before ? FAULT_CORRUPT : NOTHING_WRONG;
}

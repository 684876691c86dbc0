/* Finding orders, units, and how their operations went. */
#include "domain/serial.h"
#include "store/columns.h"
#include "store/find.h"

struct unfinished {
    int64_t unit_id;
};
static const struct field UNFINISHED_FIELDS[] = {
    FIELD_INTEGER(struct unfinished, unit_id, REQUIRED, 0, 0, "the unit"),
};
static const struct record UNFINISHED_RECORD =
    RECORD(struct unfinished, "unfinished", UNFINISHED_FIELDS, "A unit that is unfinished.");

struct serial_given {
    const char *serial;
};
static const struct field SERIAL_GIVEN_FIELDS[] = {
    FIELD_TEXT(struct serial_given, serial, REQUIRED, 1, 64, "of a unit"),
};
static const struct record SERIAL_GIVEN_RECORD =
    RECORD(struct serial_given, "serial_given", SERIAL_GIVEN_FIELDS, "A serial number that was given.");

SQL_READ(UNITS_BY_SERIAL, &UNIT_RECORD, "SELECT " UNIT_COLUMNS " FROM unit WHERE serial = $1 ORDER BY part_number");
SQL_READ(UNIT_BY_SERIAL_AND_PART, &UNIT_RECORD,
         "SELECT " UNIT_COLUMNS " FROM unit WHERE serial = $1 AND part_number = $2");
SQL_READ(UNIT_OTHERWISE, &UNIT_RECORD,
         "SELECT " UNIT_COLUMNS " FROM unit WHERE lower(serial) = lower($1) AND ($2 IS NULL OR part_number = $2)"
         " AND serial <> $1 ORDER BY unit_id LIMIT 1");
SQL_READ(UNIT_BY_ID, &UNIT_RECORD, "SELECT " UNIT_COLUMNS " FROM unit WHERE unit_id = $1");
SQL_READ(UNITS_OF_ORDER, &UNIT_RECORD, "SELECT " UNIT_COLUMNS " FROM unit WHERE \"order\" = $1 ORDER BY unit_id");
SQL_READ(UNITS_UNFINISHED, &UNFINISHED_RECORD,
         "SELECT unit_id FROM unit WHERE \"order\" = $1 AND state IN (1, 2, 3) LIMIT $2");
_Static_assert(UNIT_QUEUED == 1 && UNIT_IN_PROCESS == 2 && UNIT_IN_REPAIR == 3, "UNITS_UNFINISHED reads these");
/* From the last: where the format's sequence comes behind all else, the first row is the one. */
SQL_READ(SERIALS_BETWEEN, &SERIAL_GIVEN_RECORD,
         "SELECT serial FROM unit WHERE lower(serial) >= lower($1) AND lower(serial) <= lower($2)"
         " ORDER BY lower(serial) DESC");
/* Those of parts, in two: capitals alone stand in their key, and all others in an index of their own. */
SQL_READ(SERIALS_BETWEEN_OF_PARTS, &SERIAL_GIVEN_RECORD,
         "SELECT serial FROM component WHERE part_number = $3 AND serial >= upper($1) AND serial <= upper($2)"
         " AND length(serial) = length($2) ORDER BY serial DESC");
SQL_READ(SERIALS_BETWEEN_OF_PARTS_IN_SMALL, &SERIAL_GIVEN_RECORD,
         "SELECT serial FROM component WHERE part_number = $3 AND serial <> upper(serial)"
         " AND lower(serial) >= lower($1) AND lower(serial) <= lower($2) AND length(serial) = length($2)"
         " ORDER BY lower(serial) DESC");
SQL_READ(UNITS_COMPLETED, NULL, "SELECT max(completed) FROM unit WHERE \"order\" = $1");
SQL_READ(ORDER_BY_NUMBER, &ORDER_RECORD, "SELECT " ORDER_COLUMNS " FROM build_order WHERE \"order\" = $1");
SQL_READ(OPERATIONS_OF_UNIT, &UNIT_OPERATION_RECORD,
         "SELECT " UNIT_OPERATION_COLUMNS " FROM unit_operation WHERE unit_id = $1 AND left_out_by IS NULL"
         " ORDER BY operation");
SQL_READ(OPERATION_OF_UNIT, &UNIT_OPERATION_RECORD,
         "SELECT " UNIT_OPERATION_COLUMNS " FROM unit_operation WHERE unit_id = $1 AND operation = $2"
         " AND left_out_by IS NULL");
SQL_READ(RUN_BY_ID, &RUN_RECORD, "SELECT " RUN_COLUMNS " FROM run WHERE run_id = $1");
SQL_READ(RUNS_OF_UNIT, &RUN_RECORD, "SELECT " RUN_COLUMNS " FROM run WHERE unit_id = $1 ORDER BY run_id");
SQL_READ(RUNS_AT_STATION, &RUN_RECORD,
         "SELECT " RUN_COLUMNS " FROM run WHERE station = $1 AND ended IS NULL ORDER BY run_id");

enum fault find_units(struct store *store, const char *serial, const char *part_number, struct arena *arena,
                      struct units *ret)
{
    if (!part_number)
        return db_rows(store_db(store), &UNITS_BY_SERIAL, BINDS(bind_text(serial)), arena, &ret->list);
    return db_rows(store_db(store), &UNIT_BY_SERIAL_AND_PART, BINDS(bind_text(serial), bind_text(part_number)), arena,
                   &ret->list);
}

enum fault find_unit_otherwise(struct store *store, const char *serial, const char *part_number, struct arena *arena,
                               struct unit *ret)
{
    return db_row(store_db(store), &UNIT_OTHERWISE, BINDS(bind_text(serial), bind_text(part_number)), arena, ret);
}

enum fault find_unit(struct store *store, int64_t unit_id, struct arena *arena, struct unit *ret)
{
    return db_row(store_db(store), &UNIT_BY_ID, BINDS(bind_integer(unit_id)), arena, ret);
}

enum fault find_order(struct store *store, const char *order, struct arena *arena, struct order *ret)
{
    return db_row(store_db(store), &ORDER_BY_NUMBER, BINDS(bind_text(order)), arena, ret);
}

enum fault find_units_of_order(struct store *store, const char *order, struct arena *arena, struct units *ret)
{
    return db_rows(store_db(store), &UNITS_OF_ORDER, BINDS(bind_text(order)), arena, &ret->list);
}

static enum fault count_one(void *count, const void *unit)
{
    (void)unit;
    ++*(int64_t *)count;
    return NOTHING_WRONG;
}

enum fault find_order_units_completed(struct store *store, const char *order, int64_t *ret)
{
    return db_integer(store_db(store), &UNITS_COMPLETED, BINDS(bind_text(order)), ABSENT_INTEGER, ret);
}

enum fault count_order_units_unfinished(struct store *store, const char *order, int64_t most, int64_t *ret)
{
    int64_t count = 0;
    enum fault fault =
        db_each(store_db(store), &UNITS_UNFINISHED, BINDS(bind_text(order), bind_integer(most)), count_one, &count);
    if (!fault)
        *ret = count;
    return fault;
}

/* The last sequence number among serial numbers that come from the largest to the smallest. */
struct last_given {
    const char *first, *last; /* that the format makes */
    struct arena *arena;
    int64_t sequence;   /* 0: none yet */
    const char *serial; /* that says it, in the arena */
};

static enum fault look_at_serial(void *context, const void *row)
{
    struct last_given *given = context;
    const char *serial = ((const struct serial_given *)row)->serial;
    given->sequence = serial_sequence(given->first, given->last, serial);
    if (!given->sequence)
        return NOTHING_WRONG;
    given->serial = arena_text(given->arena, serial);
    return given->serial ? FAULT_NOT_FOUND : FAULT_MEMORY; /* it reads no further */
}

enum fault next_unit_sequence(struct store *store, const char *part_number, const char *first, const char *last,
                              struct arena *arena, int64_t *ret, const char **ret_part)
{
    static const struct sql *const GIVEN[] = {&SERIALS_BETWEEN, &SERIALS_BETWEEN_OF_PARTS,
                                              &SERIALS_BETWEEN_OF_PARTS_IN_SMALL};
    static const size_t PARAMETERS[] = {2, 3, 3};
    const struct bind binds[] = {bind_text(first), bind_text(last), bind_text(part_number)};
    int64_t sequence = 0;
    const char *part = NULL;
    for (size_t i = 0; i < sizeof GIVEN / sizeof *GIVEN; i++) {
        struct last_given given = {.first = first, .last = last, .arena = arena};
        enum fault fault = db_each(store_db(store), GIVEN[i], binds, PARAMETERS[i], look_at_serial, &given);
        if (fault && fault != FAULT_NOT_FOUND)
            return fault;
        if (given.sequence > sequence) {
            sequence = given.sequence;
            part = GIVEN[i] == &SERIALS_BETWEEN ? NULL : given.serial;
        }
    }
    *ret = sequence + 1;
    *ret_part = part;
    return NOTHING_WRONG;
}

enum fault find_operations(struct store *store, int64_t unit_id, struct arena *arena, struct unit_operations *ret)
{
    return db_rows(store_db(store), &OPERATIONS_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_operation(struct store *store, int64_t unit_id, const char *operation, struct arena *arena,
                          struct unit_operation *ret)
{
    return db_row(store_db(store), &OPERATION_OF_UNIT, BINDS(bind_integer(unit_id), bind_text(operation)), arena, ret);
}

enum fault find_run(struct store *store, int64_t run_id, struct arena *arena, struct run *ret)
{
    return db_row(store_db(store), &RUN_BY_ID, BINDS(bind_integer(run_id)), arena, ret);
}

enum fault find_runs_of_unit(struct store *store, int64_t unit_id, struct arena *arena, struct runs *ret)
{
    return db_rows(store_db(store), &RUNS_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_runs_at_station(struct store *store, const char *station, struct arena *arena, struct runs *ret)
{
    return db_rows(store_db(store), &RUNS_AT_STATION, BINDS(bind_text(station)), arena, &ret->list);
}

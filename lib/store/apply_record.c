/* What measurements, answers and signatures add to a run. */
#include "store/apply_parts.h"
#include "store/recorded_rows.h"

SQL_WRITE(INSERT_MEASUREMENT, &MEASUREMENT_RECORD,
          "INSERT INTO measurement (measurement_id, run_id, characteristic, position, value, lower, upper, verdict,"
          " tool, operator, recorded, voided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
SQL_WRITE(INSERT_ANSWER, &CHECK_ANSWER_RECORD,
          "INSERT INTO check_answer (answer_id, run_id, check_name, position, answer, verdict, operator, recorded,"
          " voided_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
SQL_WRITE(INSERT_SIGNATURE, &SIGNATURE_RECORD,
          "INSERT INTO signature (signature_id, run_id, operator, meaning, recorded, voided_by)"
          " VALUES ($1, $2, $3, $4, $5, $6)");

enum fault apply_measurement_recorded(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (fault)
        return fault;
    const struct measurement row = measurement_of(entry, work.run_id, work.tool);
    fault = db_change_row(store_db(store), &INSERT_MEASUREMENT, &row);
    return fault || !work.builds ? fault : builder_add(store, work.unit_id, row.operator);
}

enum fault apply_check_recorded(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (fault)
        return fault;
    const struct check_answer row = answer_of(entry, work.run_id);
    fault = db_change_row(store_db(store), &INSERT_ANSWER, &row);
    return fault || !work.builds ? fault : builder_add(store, work.unit_id, row.operator);
}

/* To sign is not to build. */
enum fault apply_unit_signed(struct store *store, const struct entry *entry)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct work work;
    enum fault fault = arena ? work_of(store, entry, arena, &work) : FAULT_MEMORY;
    if (fault)
        return fault;
    const struct signature row = signature_of(entry, work.run_id);
    return db_change_row(store_db(store), &INSERT_SIGNATURE, &row);
}

/* What is registered: the site, products, the calendar, operators, tools and tokens. */
#include "base/json.h"
#include "store/apply_parts.h"

SQL_WRITE(INSERT_SITE, &SITE_RECORD, "INSERT INTO site (site, kind, clock_rate, founded_us) VALUES ($1, $2, $3, $4)");
SQL_WRITE(PUT_PRODUCT, NULL,
          "INSERT INTO product (part_number, revision, state, definition, journal_position)"
          " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (part_number, revision) DO UPDATE"
          " SET definition = excluded.definition, journal_position = excluded.journal_position");
SQL_WRITE(PRODUCT_IS, NULL,
          "UPDATE product SET state = $3, journal_position = $4 WHERE part_number = $1 AND revision = $2");
SQL_WRITE(PUT_OPERATOR, &OPERATOR_RECORD,
          "INSERT INTO operator (operator, name, skills, \"left\", badge, pin_set, journal_position)"
          " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (operator) DO UPDATE SET name = excluded.name,"
          " skills = excluded.skills, \"left\" = excluded.\"left\", badge = excluded.badge,"
          " journal_position = excluded.journal_position");
SQL_WRITE(PUT_TOOL, &TOOL_RECORD,
          "INSERT INTO tool (tool, name, type, calibration_due, withdrawn, journal_position)"
          " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tool) DO UPDATE SET name = excluded.name,"
          " type = excluded.type, calibration_due = excluded.calibration_due, withdrawn = excluded.withdrawn,"
          " journal_position = excluded.journal_position");
SQL_WRITE(PUT_DEFECT, &DEFECT_RECORD,
          "INSERT INTO defect (defect, family, name, description, withdrawn, journal_position)"
          " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (defect) DO UPDATE SET family = excluded.family,"
          " name = excluded.name, description = excluded.description, withdrawn = excluded.withdrawn,"
          " journal_position = excluded.journal_position");
SQL_WRITE(PUT_CALENDAR, &CALENDAR_RECORD,
          "INSERT INTO calendar (calendar, time_zone, shifts, holidays, journal_position) VALUES (1, $1, $2, $3, $4)"
          " ON CONFLICT (calendar) DO UPDATE SET time_zone = excluded.time_zone, shifts = excluded.shifts,"
          " holidays = excluded.holidays, journal_position = excluded.journal_position");
SQL_WRITE(INSERT_CALENDAR_VERSION, &CALENDAR_VERSION_RECORD,
          "INSERT INTO calendar_version (time_zone, shifts, holidays, journal_position, since)"
          " VALUES ($1, $2, $3, $4, $5)");
SQL_WRITE(INSERT_TOKEN, &TOKEN_RECORD,
          "INSERT INTO token (token, role, station, digest, made, revoked) VALUES ($1, $2, $3, $4, $5, $6)");
SQL_WRITE(REVOKE_TOKEN, NULL, "UPDATE token SET revoked = $2 WHERE token = $1");

enum fault apply_site_founded(struct store *store, const struct entry *entry)
{
    return db_change_row(store_db(store), &INSERT_SITE, entry->data);
}

/* The definition is kept as its record writes it: the same bytes whenever it is read and written again. */
enum fault apply_product_drafted(struct store *store, const struct entry *entry)
{
    const struct product_definition *definition = entry->data;
    BUFFER_OWNED struct buffer buffer = {0};
    json_write(&buffer, &PRODUCT_DEFINITION_RECORD, definition);
    const char *text = buffer_view(&buffer);
    if (!text)
        return FAULT_MEMORY;
    return db_change_one(store_db(store), &PUT_PRODUCT,
                         BINDS(bind_text(definition->part_number), bind_text(definition->revision),
                               bind_integer(PRODUCT_DRAFT), bind_text(text), bind_integer(entry->journal_position)));
}

enum fault apply_product_named(struct store *store, const struct entry *entry)
{
    const struct product_named *data = entry->data;
    const enum product_state state = entry->kind == ENTRY_PRODUCT_RELEASED ? PRODUCT_RELEASED : PRODUCT_OBSOLETE;
    return db_change_one(store_db(store), &PRODUCT_IS,
                         BINDS(bind_text(data->part_number), bind_text(data->revision), bind_integer(state),
                               bind_integer(entry->journal_position)));
}

enum fault apply_calendar_defined(struct store *store, const struct entry *entry)
{
    const struct calendar_defined *data = entry->data;
    const struct calendar row = {
        .time_zone = data->time_zone,
        .shifts = {.items = data->shifts.items, .count = data->shifts.count},
        .holidays = {.items = data->holidays.items, .count = data->holidays.count},
        .journal_position = entry->journal_position,
    };
    const struct calendar_version version = {.calendar = row, .since = entry->recorded_us};
    enum fault fault = db_change_row(store_db(store), &PUT_CALENDAR, &row);
    return fault ? fault : db_change_row(store_db(store), &INSERT_CALENDAR_VERSION, &version);
}

enum fault apply_operator_defined(struct store *store, const struct entry *entry)
{
    const struct operator_defined *data = entry->data;
    const struct operator row = {
        .operator = data->operator,
        .name = data->name,
        .skills = {.items = data->skills.items, .count = data->skills.count},
        .left = data->left,
        .badge = data->badge,
        .pin_set = ABSENT_INTEGER, /* of one who is there already it stays */
        .journal_position = entry->journal_position,
    };
    return db_change_row(store_db(store), &PUT_OPERATOR, &row);
}

enum fault apply_tool_defined(struct store *store, const struct entry *entry)
{
    const struct tool_defined *data = entry->data;
    const struct tool row = {
        .tool = data->tool,
        .name = data->name,
        .type = data->type,
        .calibration_due = data->calibration_due,
        .withdrawn = data->withdrawn,
        .journal_position = entry->journal_position,
    };
    return db_change_row(store_db(store), &PUT_TOOL, &row);
}

enum fault apply_defect_defined(struct store *store, const struct entry *entry)
{
    const struct defect_defined *data = entry->data;
    const struct defect row = {
        .defect = data->defect,
        .family = data->family,
        .name = data->name,
        .description = data->description,
        .withdrawn = data->withdrawn,
        .journal_position = entry->journal_position,
    };
    return db_change_row(store_db(store), &PUT_DEFECT, &row);
}

enum fault apply_token_made(struct store *store, const struct entry *entry)
{
    const struct token_made *data = entry->data;
    const struct result_token *result = entry->result;
    const struct token row = {
        .token = data->token,
        .role = data->role,
        .station = data->station,
        .digest = result->digest,
        .made = entry->recorded_us,
        .revoked = ABSENT_INTEGER,
    };
    return db_change_row(store_db(store), &INSERT_TOKEN, &row);
}

enum fault apply_token_revoked(struct store *store, const struct entry *entry)
{
    const struct token_revoked *data = entry->data;
    return db_change_one(store_db(store), &REVOKE_TOKEN,
                         BINDS(bind_text(data->token), bind_integer(entry->recorded_us)));
}

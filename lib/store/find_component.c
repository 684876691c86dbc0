/* Finding what fills positions, and where components have been. */
#include "store/columns.h"
#include "store/find.h"
#include "store/find_correction.h"

static const struct field FILLED_FIELDS[] = {
    FIELD_INTEGER(struct filled, installation_id, REQUIRED, 0, 0, "that fills it"),
    FIELD_TEXT(struct filled, position, REQUIRED, 0, 0, "of the unit"),
};
static const struct record FILLED_RECORD = RECORD(struct filled, "filled", FILLED_FIELDS, "A position that is filled.");

static const struct field PART_THEN_FIELDS[] = {
    FIELD_INTEGER(struct part_then, installation_id, REQUIRED, 0, 0, "since when"),
    FIELD_TEXT(struct part_then, position, REQUIRED, 0, 0, "of the unit"),
    FIELD_TEXT(struct part_then, part_number, REQUIRED, 0, 0, "what it is"),
    FIELD_TEXT(struct part_then, revision, OPTIONAL, 0, 0, "of the part"),
    FIELD_TEXT(struct part_then, serial, OPTIONAL, 0, 0, "which one"),
    FIELD_TEXT(struct part_then, lot, OPTIONAL, 0, 0, "of which lot"),
    FIELD_TEXT(struct part_then, supplier, OPTIONAL, 0, 0, "who supplied it"),
    FIELD_TEXT(struct part_then, country, OPTIONAL, 0, 0, "of origin"),
    FIELD_TEXT(struct part_then, origin_site, OPTIONAL, 0, 0, "where it was made"),
    FIELD_JSON_LIST(struct part_then, firmware, OPTIONAL, 0, 0, &FIRMWARE_RECORD, "it came with"),
    FIELD_JSON_LIST(struct part_then, identifiers, OPTIONAL, 0, 0, &IDENTIFIER_RECORD, "it goes by"),
    FIELD_INTEGER(struct part_then, child_unit_id, OPTIONAL, 0, 0, "it is a unit built here"),
    FIELD_TEXT(struct part_then, operator, OPTIONAL, 0, 0, "who installed it"),
    FIELD_TIME(struct part_then, installed, REQUIRED, "when"),
    FIELD_INTEGER(struct part_then, unapproved_by, OPTIONAL, 0, 0, "since when it is not approved"),
    FIELD_INTEGER(struct part_then, previous_id, OPTIONAL, 0, 0, "the component's installation before it"),
};
static const struct record PART_THEN_RECORD =
    RECORD(struct part_then, "part_then", PART_THEN_FIELDS, "What was in a position.");
#define PART_THEN_COLUMNS                                                                                             \
    "installation_id, position, part_number, revision, serial, lot, supplier, country, origin_site, firmware,"        \
    " identifiers, child_unit_id, operator, installed, unapproved_by, previous_id"

SQL_READ(INSTALLATIONS_NOW, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE unit_id = $1 AND removed IS NULL ORDER BY position");
SQL_READ(INSTALLATIONS_LEFT, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE unit_id = $1 AND removed IS NOT NULL AND voided = 0"
         " AND removed_by > $2 ORDER BY installation_id");
/* The index holds all of it. */
SQL_READ(POSITIONS_FILLED, &FILLED_RECORD,
         "SELECT installation_id, position FROM installation WHERE unit_id = $1 AND removed IS NULL");
/* Two halves, because what is there and what was there stand in an index each. */
SQL_READ(PARTS_AT, &PART_THEN_RECORD,
         "SELECT " PART_THEN_COLUMNS " FROM installation"
         " WHERE unit_id = $1 AND removed IS NULL AND installation_id <= $2"
         " UNION ALL SELECT " PART_THEN_COLUMNS " FROM installation"
         " WHERE unit_id = $1 AND removed IS NOT NULL AND installation_id <= $2 AND removed_by > $2"
         " ORDER BY position");
SQL_READ(INSTALLATION_BY_ID, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE installation_id = $1");
SQL_READ(INSTALLATION_REMOVED_BY, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE removed_by = $1 AND voided = 0");
/* Nearly every event asks: what the part came with is left where it is. */
SQL_READ(OCCUPANT, &INSTALLATION_RECORD,
         "SELECT installation_id, position, part_number, serial, lot, child_unit_id, run_id, installed, unapproved_by"
         " FROM installation WHERE unit_id = $1 AND position = $2 AND removed IS NULL");
SQL_READ(INSTALLATIONS_OF_COMPONENT, &INSTALLATION_RECORD,
         "WITH RECURSIVE chain (id) AS (SELECT installation_id FROM component WHERE part_number = $1 AND serial = $2"
         " UNION ALL SELECT i.previous_id FROM chain JOIN installation i ON i.installation_id = chain.id"
         " WHERE i.previous_id IS NOT NULL)"
         " SELECT " INSTALLATION_COLUMNS " FROM installation WHERE installation_id IN (SELECT id FROM chain)"
         " ORDER BY installation_id");
SQL_READ(COMPONENT_BY_SERIAL, &COMPONENT_RECORD,
         "SELECT " COMPONENT_COLUMNS " FROM component WHERE part_number = $1 AND serial = $2");
/* In parts, because capitals alone stand in the key and all others in an index of their own, and a unit built here may
 * have been installed nowhere yet. What has all columns is found by its key: asked for them at once, SQLite reads every
 * component of the part number. */
SQL_READ(COMPONENT_OTHERWISE, &COMPONENT_RECORD,
         "SELECT " COMPONENT_COLUMNS " FROM component WHERE part_number = $1 AND serial = upper($2) AND serial <> $2"
         " UNION ALL SELECT " COMPONENT_COLUMNS " FROM component WHERE (part_number, serial) ="
         " (SELECT part_number, serial FROM component WHERE part_number = $1 AND lower(serial) = lower($2)"
         " AND serial <> upper(serial) AND serial <> $2 LIMIT 1)"
         " UNION ALL SELECT part_number, serial, $3 AS state, NULL AS installation_id FROM unit"
         " WHERE lower(serial) = lower($2) AND part_number = $1 AND serial <> $2 LIMIT 1");
/* The key folds capitals before it tells them apart. */
SQL_READ(LOT_OTHERWISE, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE installation_id = (SELECT installation_id FROM lot"
         " WHERE part_number = $1 AND lot = $2 COLLATE NOCASE AND NOT EXISTS"
         " (SELECT 1 FROM lot WHERE part_number = $1 AND lot = $2 COLLATE NOCASE AND lot = $2) LIMIT 1)");
SQL_READ(IDENTIFIED, &INSTALLATION_RECORD,
         "SELECT " INSTALLATION_COLUMNS " FROM installation WHERE installation_id ="
         " (SELECT min(i.installation_id) FROM identifier d JOIN installation i ON i.installation_id = d.installation_id"
         " WHERE d.kind = $1 AND d.value = $2 AND i.voided = 0 AND i.child_unit_id IS NULL AND i.serial <> $3)");

enum fault find_installations(struct store *store, int64_t unit_id, struct arena *arena, struct installations *ret)
{
    return db_rows(store_db(store), &INSTALLATIONS_NOW, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_parts_left(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                           struct installations *ret)
{
    return db_rows(store_db(store), &INSTALLATIONS_LEFT, BINDS(bind_integer(unit_id), bind_integer(journal_position)),
                   arena, &ret->list);
}

enum fault find_filled(struct store *store, int64_t unit_id, struct arena *arena, struct filled_list *ret)
{
    return db_rows(store_db(store), &POSITIONS_FILLED, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_parts_at(struct store *store, int64_t unit_id, int64_t journal_position, struct arena *arena,
                         struct parts_then *ret)
{
    return db_rows(store_db(store), &PARTS_AT, BINDS(bind_integer(unit_id), bind_integer(journal_position)), arena,
                   &ret->list);
}

enum fault find_installation(struct store *store, int64_t installation_id, struct arena *arena,
                             struct installation *ret)
{
    return db_row(store_db(store), &INSTALLATION_BY_ID, BINDS(bind_integer(installation_id)), arena, ret);
}

enum fault find_installation_removed_by(struct store *store, int64_t journal_position, struct arena *arena,
                                        struct installation *ret)
{
    return db_row(store_db(store), &INSTALLATION_REMOVED_BY, BINDS(bind_integer(journal_position)), arena, ret);
}

enum fault find_occupant(struct store *store, int64_t unit_id, const char *position, struct arena *arena,
                         struct installation *ret)
{
    return db_row(store_db(store), &OCCUPANT, BINDS(bind_integer(unit_id), bind_text(position)), arena, ret);
}

enum fault find_component_history(struct store *store, const char *part_number, const char *serial, struct arena *arena,
                                  struct installations *ret)
{
    return db_rows(store_db(store), &INSTALLATIONS_OF_COMPONENT, BINDS(bind_text(part_number), bind_text(serial)),
                   arena, &ret->list);
}

enum fault find_identified(struct store *store, const struct identifier *identifier, const char *serial,
                           struct arena *arena, struct installation *ret)
{
    return db_row(store_db(store), &IDENTIFIED,
                  BINDS(bind_integer(identifier->kind), bind_text(identifier->value), bind_text(serial ? serial : "")),
                  arena, ret);
}

enum fault find_component(struct store *store, const char *part_number, const char *serial, struct arena *arena,
                          struct component *ret)
{
    return db_row(store_db(store), &COMPONENT_BY_SERIAL, BINDS(bind_text(part_number), bind_text(serial)), arena, ret);
}

enum fault find_component_otherwise(struct store *store, const char *part_number, const char *serial,
                                    struct arena *arena, struct component *ret)
{
    return db_row(store_db(store), &COMPONENT_OTHERWISE,
                  BINDS(bind_text(part_number), bind_text(serial), bind_integer(COMPONENT_AVAILABLE)), arena, ret);
}

enum fault find_lot_otherwise(struct store *store, const char *part_number, const char *lot, struct arena *arena,
                              struct installation *ret)
{
    return db_row(store_db(store), &LOT_OTHERWISE, BINDS(bind_text(part_number), bind_text(lot)), arena, ret);
}

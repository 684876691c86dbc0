/* Finding products, stations, the calendar, operators, tools and tokens. */
#include "store/columns.h"
#include "store/find.h"

static const struct field PRODUCT_ROW_FIELDS[] = {
    FIELD_TEXT(struct product_row, part_number, REQUIRED, 1, 64, "part number"),
    FIELD_TEXT(struct product_row, revision, REQUIRED, 1, 64, "revision"),
    FIELD_ENUM(struct product_row, state, REQUIRED, &PRODUCT_STATE_NAMES, "where the revision stands"),
    FIELD_JSON(struct product_row, definition, REQUIRED, "what it is and how it is built"),
    FIELD_INTEGER(struct product_row, journal_position, REQUIRED, 0, 0, "position of its last change"),
};
const struct record PRODUCT_ROW_RECORD =
    RECORD(struct product_row, "product", PRODUCT_ROW_FIELDS, "A revision of a product.");

SQL_READ(PRODUCT_BY_REVISION, &PRODUCT_ROW_RECORD,
         "SELECT " PRODUCT_COLUMNS " FROM product WHERE part_number = $1 AND revision = $2");
SQL_READ(STATION_BY_CODE, &STATION_RECORD, "SELECT " STATION_COLUMNS " FROM station WHERE station = $1");
SQL_READ(SPELL_NOW, NULL, "SELECT spell_id FROM station_spell WHERE station = $1 AND ended IS NULL");
SQL_READ(CALENDAR_OF_PLANT, &CALENDAR_RECORD, "SELECT " CALENDAR_COLUMNS " FROM calendar WHERE calendar = 1");
SQL_READ(OPERATOR_BY_CODE, &OPERATOR_RECORD, "SELECT " OPERATOR_COLUMNS " FROM operator WHERE operator = $1");
SQL_READ(TOOL_BY_CODE, &TOOL_RECORD, "SELECT " TOOL_COLUMNS " FROM tool WHERE tool = $1");
SQL_READ(TOKEN_BY_NAME, &TOKEN_RECORD, "SELECT " TOKEN_COLUMNS " FROM token WHERE token = $1");
SQL_READ(DEFECT_BY_CODE, &DEFECT_RECORD, "SELECT " DEFECT_COLUMNS " FROM defect WHERE defect = $1");
SQL_READ(TOKEN_BY_DIGEST, &TOKEN_RECORD, "SELECT " TOKEN_COLUMNS " FROM token WHERE digest = $1");

enum fault find_product(struct store *store, const char *part_number, const char *revision, struct arena *arena,
                        struct product_row *ret)
{
    return db_row(store_db(store), &PRODUCT_BY_REVISION, BINDS(bind_text(part_number), bind_text(revision)), arena,
                  ret);
}

enum fault find_station(struct store *store, const char *station, struct arena *arena, struct station *ret)
{
    return db_row(store_db(store), &STATION_BY_CODE, BINDS(bind_text(station)), arena, ret);
}

enum fault find_station_since(struct store *store, const char *station, int64_t *ret)
{
    int64_t since;
    enum fault fault = db_integer(store_db(store), &SPELL_NOW, BINDS(bind_text(station)), ABSENT_INTEGER, &since);
    if (fault || since == ABSENT_INTEGER)
        return fault ? fault : FAULT_NOT_FOUND;
    *ret = since;
    return NOTHING_WRONG;
}

enum fault find_calendar(struct store *store, struct arena *arena, struct calendar *ret)
{
    return db_row(store_db(store), &CALENDAR_OF_PLANT, NO_BINDS, arena, ret);
}

enum fault find_operator(struct store *store, const char *code, struct arena *arena, struct operator *ret)
{
    return db_row(store_db(store), &OPERATOR_BY_CODE, BINDS(bind_text(code)), arena, ret);
}

enum fault find_tool(struct store *store, const char *tool, struct arena *arena, struct tool *ret)
{
    return db_row(store_db(store), &TOOL_BY_CODE, BINDS(bind_text(tool)), arena, ret);
}

enum fault find_defect(struct store *store, const char *code, struct arena *arena, struct defect *ret)
{
    return db_row(store_db(store), &DEFECT_BY_CODE, BINDS(bind_text(code)), arena, ret);
}

enum fault find_token(struct store *store, const char *name, struct arena *arena, struct token *ret)
{
    return db_row(store_db(store), &TOKEN_BY_NAME, BINDS(bind_text(name)), arena, ret);
}

enum fault find_token_by_digest(struct store *store, struct digest digest, struct arena *arena, struct token *ret)
{
    return db_row(store_db(store), &TOKEN_BY_DIGEST, BINDS(bind_bytes(&digest, sizeof digest)), arena, ret);
}

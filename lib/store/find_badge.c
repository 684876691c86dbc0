#include "store/find_badge.h"

#include "store/columns.h"

SQL_READ(OPERATOR_WITH_BADGE, &OPERATOR_RECORD, "SELECT " OPERATOR_COLUMNS " FROM operator WHERE badge = $1");
SQL_READ(BADGE_OF_OPERATOR, &BADGE_RECORD, "SELECT " BADGE_COLUMNS " FROM badge WHERE station = $1 AND operator = $2");
SQL_READ(BADGE_PAST, &BADGE_RECORD,
         "SELECT station, operator, zeroblob(16) AS browser, began, ended AS until, ended FROM badge_past"
         " WHERE station = $1 AND operator = $2 AND began <= $3 ORDER BY began DESC LIMIT 1");
SQL_READ(BADGE_AT_BROWSER, &BADGE_RECORD,
         "SELECT " BADGE_COLUMNS " FROM badge WHERE station = $1 AND browser = $2 AND ended IS NULL");

enum fault find_operator_by_badge(struct store *store, const char *badge, struct arena *arena, struct operator *ret)
{
    struct operator found;
    enum fault fault = db_row(store_db(store), &OPERATOR_WITH_BADGE, BINDS(bind_text(badge)), arena, &found);
    if (fault == FAULT_NOT_FOUND) {
        fault = find_operator(store, badge, arena, &found);
        if (!fault && found.badge)
            fault = FAULT_NOT_FOUND; /* the badge of that operator says something else */
    }
    if (!fault)
        *ret = found;
    return fault;
}

enum fault find_badge(struct store *store, const char *station, const char *operator, int64_t by_us,
                      struct arena *arena, struct badge *ret)
{
    struct badge last, past;
    enum fault none =
        db_row(store_db(store), &BADGE_OF_OPERATOR, BINDS(bind_text(station), bind_text(operator)), arena, &last);
    if (none && none != FAULT_NOT_FOUND)
        return none;
    enum fault fault = db_row(store_db(store), &BADGE_PAST,
                              BINDS(bind_text(station), bind_text(operator), bind_integer(by_us)), arena, &past);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    if (none && fault)
        return FAULT_NOT_FOUND;
    bool is_past = !fault && (none || last.began > by_us || last.began < past.began);
    *ret = is_past ? past : last;
    return NOTHING_WRONG;
}

enum fault find_badged_in(struct store *store, const char *station, struct uuid browser, struct arena *arena,
                          struct badge *ret)
{
    return db_row(store_db(store), &BADGE_AT_BROWSER, BINDS(bind_text(station), bind_bytes(&browser, sizeof browser)),
                  arena, ret);
}

#include "store/find_description.h"

#include "store/columns.h"

SQL_READ(DESCRIPTION_BY_ID, &DESCRIPTION_RECORD,
         "SELECT " DESCRIPTION_COLUMNS " FROM description WHERE description_id = $1");
SQL_READ(DESCRIPTIONS_OF_UNIT, &DESCRIPTION_RECORD,
         "SELECT " DESCRIPTION_COLUMNS " FROM description WHERE unit_id = $1 ORDER BY description_id");
SQL_READ(DESCRIPTIONS_OF_INSTALLATION, &DESCRIPTION_RECORD,
         "SELECT " DESCRIPTION_COLUMNS " FROM description WHERE installation_id = $1 ORDER BY description_id");
SQL_READ(DESCRIPTIONS_OF_COMPONENT, &DESCRIPTION_RECORD,
         "WITH RECURSIVE chain (id) AS (SELECT $1"
         " UNION ALL SELECT i.previous_id FROM chain JOIN installation i ON i.installation_id = chain.id"
         " WHERE i.previous_id IS NOT NULL)"
         " SELECT " DESCRIPTION_COLUMNS " FROM description WHERE installation_id IN (SELECT id FROM chain)"
         " ORDER BY description_id");
SQL_READ(DESCRIPTIONS_AFTER, &DESCRIPTION_RECORD,
         "SELECT " DESCRIPTION_COLUMNS " FROM description WHERE description_id > $1 AND ($2 = 0 OR state = $2)"
         " ORDER BY description_id LIMIT $3");

enum fault find_description(struct store *store, int64_t description_id, struct arena *arena, struct description *ret)
{
    return db_row(store_db(store), &DESCRIPTION_BY_ID, BINDS(bind_integer(description_id)), arena, ret);
}

enum fault find_descriptions_of_unit(struct store *store, int64_t unit_id, struct arena *arena,
                                     struct descriptions *ret)
{
    return db_rows(store_db(store), &DESCRIPTIONS_OF_UNIT, BINDS(bind_integer(unit_id)), arena, &ret->list);
}

enum fault find_descriptions_of_installation(struct store *store, int64_t installation_id, struct arena *arena,
                                             struct descriptions *ret)
{
    return db_rows(store_db(store), &DESCRIPTIONS_OF_INSTALLATION, BINDS(bind_integer(installation_id)), arena,
                   &ret->list);
}

enum fault find_descriptions_of_component(struct store *store, int64_t installation_id, struct arena *arena,
                                          struct descriptions *ret)
{
    return db_rows(store_db(store), &DESCRIPTIONS_OF_COMPONENT, BINDS(bind_integer(installation_id)), arena,
                   &ret->list);
}

enum fault list_descriptions(struct store *store, int64_t after, int state, int64_t limit, struct arena *arena,
                             struct descriptions *ret)
{
    return db_rows(store_db(store), &DESCRIPTIONS_AFTER,
                   BINDS(bind_integer(after), bind_integer(state), bind_integer(limit)), arena, &ret->list);
}

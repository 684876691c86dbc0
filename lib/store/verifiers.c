#include "store/verifiers.h"

struct verifier_row {
    const char *verifier;
};
static const struct field VERIFIER_ROW_FIELDS[] = {
    FIELD_TEXT(struct verifier_row, verifier, REQUIRED, 1, 200, "as libsodium writes it"),
};
static const struct record VERIFIER_ROW_RECORD =
    RECORD(struct verifier_row, "verifier", VERIFIER_ROW_FIELDS, "What a secret is held against.");

SQL_READ(VERIFIER_OF, &VERIFIER_ROW_RECORD, "SELECT verifier FROM verifier WHERE kind = $1 AND name = $2");
SQL_WRITE(PUT_VERIFIER, NULL,
          "INSERT INTO verifier (kind, name, verifier) VALUES ($1, $2, $3)"
          " ON CONFLICT (kind, name) DO UPDATE SET verifier = excluded.verifier");

enum fault verifier_find(struct store *store, enum verifier_kind kind, const char *name, struct arena *arena,
                         const char **ret)
{
    struct verifier_row row;
    enum fault fault =
        db_row(store_db(store), &VERIFIER_OF, BINDS(bind_integer(kind), bind_text(name)), arena, &row);
    if (!fault)
        *ret = row.verifier;
    return fault;
}

enum fault verifier_put(struct store *store, enum verifier_kind kind, const char *name, const char *verifier)
{
    return db_change(store_db(store), &PUT_VERIFIER,
                     BINDS(bind_integer(kind), bind_text(name), bind_text(verifier)));
}

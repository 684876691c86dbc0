/* Sessions: a database belongs to one site, and knows its products. */
#include "service/session.h"
#include "suite.h"

#include "scratch.h"
#include "service/tokens.h"
#include "store/migration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test, removed with what is in it. */
struct place {
    char folder[SCRATCH_SIZE];
    char path[96];
    struct reasons reasons;
};

static struct place place_new(void)
{
    struct place place = {.reasons = {.arena = arena_new(0)}};
    scratch_make(place.folder);
    snprintf(place.path, sizeof place.path, "%s/line.db", place.folder);
    return place;
}

static void place_free(struct place *place)
{
    static const char *const ENDS[] = {"", "-wal", "-shm", ".lock"};
    char path[128];
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        snprintf(path, sizeof path, "%s%s", place->path, ENDS[i]);
        unlink(path);
    }
    rmdir(place->folder);
    arena_free(place->reasons.arena);
}

static const struct site OSAKA = {.site = "OSK1", .kind = SITE_PRODUCTION, .clock_rate = 1};
static const struct site TRAINING = {.site = "OSK1", .kind = SITE_TRAINING, .clock_rate = 3600};
static const int64_t NOW = INT64_C(1790000000000000);

static struct session *open_writer(struct place *place, const struct site *founding)
{
    struct session *session = NULL;
    ck_assert_int_eq(session_open_writer(place->path, founding, NOW, &session, &place->reasons), NOTHING_WRONG);
    return session;
}

START_TEST(a_new_database_is_founded_once_and_keeps_its_site)
{
    struct place place = place_new();
    session_close(open_writer(&place, &TRAINING));
    struct session *session = open_writer(&place, NULL);
    ck_assert_str_eq(session->site.site, "OSK1");
    ck_assert_int_eq(session->site.kind, SITE_TRAINING);
    ck_assert_double_eq(session->site.clock_rate, 3600);
    ck_assert_int_eq(session->site.founded_us, NOW);
    int64_t us;
    struct clocks clocks;
    ck_assert_int_eq(session_last_written(session, &us, &clocks), NOTHING_WRONG);
    ck_assert_int_eq(us, NOW);
    session_close(session);
    place_free(&place);
}
END_TEST

START_TEST(a_database_refuses_another_site_kind_or_rate)
{
    static const struct site OTHERS[] = {
        {.site = "OHIO", .kind = SITE_PRODUCTION, .clock_rate = 1},
        {.site = "OSK1", .kind = SITE_TRAINING, .clock_rate = 1},
        {.site = "OSK1", .kind = SITE_PRODUCTION, .clock_rate = 60},
    };
    struct place place = place_new();
    session_close(open_writer(&place, &OSAKA));
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        struct session *session = NULL;
        struct reasons reasons = {.arena = place.reasons.arena};
        ck_assert_int_eq(session_open_writer(place.path, &OTHERS[i], NOW, &session, &reasons), FAULT_INVALID);
        ck_assert(reasons_have(&reasons, "site-differs"));
        ck_assert_ptr_null(session);
    }
    place_free(&place);
}
END_TEST

/* As the first version left it. */
START_TEST(a_database_of_another_site_is_not_migrated)
{
    static const struct site OTHER = {.site = "OHIO", .kind = SITE_PRODUCTION, .clock_rate = 1};
    struct place place = place_new();
    struct session *session = NULL;
    struct db *db = NULL;
    int64_t number = 0;
    char log[112];
    ck_assert_int_eq(db_open(place.path, DB_WRITE, &db, &place.reasons), NOTHING_WRONG);
    ck_assert_int_eq(db_script(db, "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL);"
                                   "INSERT INTO migration VALUES (1, '0001_line')"),
                     NOTHING_WRONG);
    ck_assert_int_eq(db_script(db, MIGRATIONS[0].sql), NOTHING_WRONG);
    ck_assert_int_eq(db_script(db, "INSERT INTO site VALUES ('OSK1', 1, 1, 1)"), NOTHING_WRONG);
    db_close(db);
    ck_assert_int_eq(session_open_writer(place.path, &OTHER, NOW, &session, &place.reasons), FAULT_INVALID);
    ck_assert(reasons_have(&place.reasons, "site-differs"));
    snprintf(log, sizeof log, "%s-wal", place.path);
    ck_assert_int_ne(access(log, F_OK), 0); /* nothing is left beside it */
    ck_assert_int_eq(db_open(place.path, DB_READ, &db, &place.reasons), NOTHING_WRONG);
    ck_assert_int_eq(migration_number(db, &number), NOTHING_WRONG);
    ck_assert_int_eq(number, 1);
    db_close(db);
    place_free(&place);
}
END_TEST

START_TEST(a_new_database_needs_a_site)
{
    struct place place = place_new();
    struct session *session = NULL;
    const struct site nameless = {.kind = SITE_PRODUCTION, .clock_rate = 1};
    ck_assert_int_eq(session_open_writer(place.path, &nameless, NOW, &session, &place.reasons), FAULT_INVALID);
    ck_assert(reasons_have(&place.reasons, "site-missing"));
    place_free(&place);
}
END_TEST

START_TEST(only_one_session_writes)
{
    struct place place = place_new();
    struct session *first = open_writer(&place, &OSAKA), *second = NULL;
    ck_assert_int_ne(session_open_writer(place.path, &OSAKA, NOW, &second, &place.reasons), NOTHING_WRONG);
    ck_assert_ptr_null(second);
    ck_assert_uint_gt(place.reasons.found, 0);
    session_close(first);
    place_free(&place);
}
END_TEST

START_TEST(a_token_stands_for_its_principal_until_it_is_revoked)
{
    struct place place = place_new();
    struct session *session = open_writer(&place, &OSAKA);
    char text[TOKEN_TEXT_SIZE], other[TOKEN_TEXT_SIZE];
    ck_assert_int_eq(session_begin(session), NOTHING_WRONG);
    ck_assert_int_eq(token_make(session, "kim", ROLE_QUALITY, NULL, "racklined", text, &place.reasons), NOTHING_WRONG);
    ck_assert_int_eq(token_make(session, "lee", ROLE_VIEWER, NULL, "racklined", other, &place.reasons), NOTHING_WRONG);
    ck_assert_str_ne(text, other);
    ck_assert_int_eq(token_make(session, "kim", ROLE_ADMIN, NULL, "racklined", other, &place.reasons), FAULT_REFUSED);
    ck_assert(reasons_have(&place.reasons, "token-taken"));
    ck_assert_int_eq(session_commit(session), NOTHING_WRONG);

    struct principal principal = {0};
    ck_assert_int_eq(token_principal(session, digest_of(text, strlen(text)), place.reasons.arena, &principal), NOTHING_WRONG);
    ck_assert_str_eq(principal.token, "kim");
    ck_assert_int_eq(principal.role, ROLE_QUALITY);
    ck_assert_ptr_null(principal.station);
    text[strlen(text) - 1] ^= 1;
    ck_assert_int_eq(token_principal(session, digest_of(text, strlen(text)), place.reasons.arena, &principal), FAULT_UNAUTHENTICATED);
    session_close(session);
    place_free(&place);
}
END_TEST

START_TEST(a_station_token_names_a_station_that_is_there)
{
    struct place place = place_new();
    struct session *session = open_writer(&place, &OSAKA);
    char text[TOKEN_TEXT_SIZE];
    ck_assert_int_eq(session_begin(session), NOTHING_WRONG);
    ck_assert_int_eq(token_make(session, "a", ROLE_STATION, NULL, "racklined", text, &place.reasons), FAULT_REFUSED);
    ck_assert(reasons_have(&place.reasons, "token-station"));
    ck_assert_int_eq(token_make(session, "b", ROLE_VIEWER, "ASM-01", "racklined", text, &place.reasons), FAULT_REFUSED);
    ck_assert(reasons_have(&place.reasons, "station-unknown"));
    session_rollback(session);
    session_close(session);
    place_free(&place);
}
END_TEST

SUITE(session, a_new_database_is_founded_once_and_keeps_its_site, a_database_refuses_another_site_kind_or_rate,
      a_database_of_another_site_is_not_migrated, a_new_database_needs_a_site, only_one_session_writes, a_token_stands_for_its_principal_until_it_is_revoked,
      a_station_token_names_a_station_that_is_there)

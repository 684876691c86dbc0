#include "service/session.h"

#include "base/json.h"
#include "service/append.h"
#include "service/kept_rows.h"
#include "store/apply.h"
#include "store/find.h"
#include "store/journal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A compiled product with its definition, in an arena of its own. */
struct known_product {
    struct known_product *next;
    struct arena *arena;
    struct product_definition definition;
    struct product product;
};

static enum fault session_new(struct store *store, struct session **ret)
{
    struct session *session = calloc(1, sizeof *session);
    if (session)
        session->arena = arena_new(0);
    if (!session || !session->arena) {
        free(session);
        return FAULT_MEMORY;
    }
    session->store = store;
    session->clocks = CLOCKS_UNTOLD;
    *ret = session;
    return NOTHING_WRONG;
}

/* A new database's first entry says which plant it belongs to. */
static enum fault site_found(struct session *session, const struct site *founding)
{
    const struct site_founded data = {.site = {
                                          .site = founding->site,
                                          .kind = founding->kind,
                                          .clock_rate = founding->clock_rate,
                                          .founded_us = session->now_us,
                                      }};
    const struct decision decision = {.entries = {{.kind = ENTRY_SITE_FOUNDED, .data = &data}}, .count = 1};
    const struct principal founder = {.token = "racklined"};
    session->site.site = founding->site; /* the entry that founds the site bears its name already */
    enum fault fault = store_begin(session->store);
    if (fault)
        return fault;
    fault = append_decision(session, &founder, append_new_id(session), &decision, NULL);
    if (fault) {
        store_rollback(session->store);
        return fault;
    }
    return store_commit(session->store);
}

static bool site_same(const struct site *site, const struct site *founding, struct reasons *reasons)
{
    size_t before = reasons->found;
    if (founding->site && strcmp(site->site, founding->site))
        reason_add(reasons, "site-differs", "/site", "the database belongs to the site %s", site->site);
    if (founding->kind && site->kind != founding->kind)
        reason_add(reasons, "site-differs", "/training", "the database is a %s one",
                   name_of(&SITE_KIND_NAMES, site->kind));
    if (founding->kind && site->clock_rate != founding->clock_rate)
        reason_add(reasons, "site-differs", "/clock_rate", "the rate of the database's clock is fixed at %.15g",
                   site->clock_rate);
    return reasons->found == before;
}

static bool refuse_nameless(const struct site *founding, struct reasons *reasons)
{
    if (founding && founding->site && *founding->site)
        return false;
    reason_add(reasons, "site-missing", "/site", "a new database needs the code of its site");
    return true;
}

/* Another plant's database is not brought to this version. What cannot be read is for whoever writes to find out. */
static bool site_may_be(const char *path, const struct site *founding, struct reasons *reasons)
{
    struct site site;
    return !founding || store_site_of(path, reasons->arena, &site) || site_same(&site, founding, reasons);
}

static enum fault session_found_or_join(struct session *session, const struct site *founding, bool was_there,
                                        struct reasons *reasons)
{
    enum fault fault = store_site(session->store, session->arena, &session->site);
    if (fault == NOTHING_WRONG)
        return !founding || site_same(&session->site, founding, reasons) ? NOTHING_WRONG : FAULT_INVALID;
    if (fault != FAULT_NOT_FOUND)
        return fault;
    if (refuse_nameless(founding, reasons))
        return FAULT_INVALID;
    fault = site_found(session, founding);
    session->founding = was_there ? FOUNDED_ON_FILE : FOUNDED_NOW;
    return fault ? fault : store_site(session->store, session->arena, &session->site);
}

enum fault session_open_writer(const char *path, const struct site *founding, int64_t now_us, struct session **ret,
                               struct reasons *reasons)
{
    struct store *store = NULL;
    struct session *session = NULL;
    const bool was_there = !access(path, F_OK);
    if (!was_there && refuse_nameless(founding, reasons))
        return FAULT_INVALID; /* before there is a file */
    if (was_there && !site_may_be(path, founding, reasons))
        return FAULT_INVALID;
    enum fault fault = store_open(path, DB_WRITE, &store, reasons);
    if (fault)
        return fault;
    fault = rebuild_fill(store, path, reasons);
    if (fault == NOTHING_WRONG)
        fault = session_new(store, &session);
    if (fault) {
        store_close(store);
        return fault;
    }
    session->now_us = now_us;
    session->kept = kept_rows_new();
    if (!session->kept) {
        session_close(session);
        return FAULT_MEMORY;
    }
    fault = session_found_or_join(session, founding, was_there, reasons);
    if (fault) {
        session_close(session);
        return fault;
    }
    *ret = session;
    return NOTHING_WRONG;
}

enum fault session_open_reader(const char *path, struct session **ret, struct reasons *reasons)
{
    struct store *store = NULL;
    struct session *session = NULL;
    enum fault fault = store_open(path, DB_READ, &store, reasons);
    if (fault)
        return fault;
    fault = session_new(store, &session);
    if (fault) {
        store_close(store);
        return fault;
    }
    fault = store_site(store, session->arena, &session->site);
    if (fault) {
        session_close(session);
        return fault;
    }
    *ret = session;
    return NOTHING_WRONG;
}

void session_close(struct session *session)
{
    if (!session)
        return;
    while (session->products) {
        struct known_product *next = session->products->next;
        arena_free(session->products->arena);
        session->products = next;
    }
    kept_rows_free(session->kept);
    store_close(session->store);
    arena_free(session->arena);
    free(session);
}

enum fault session_last_written(struct session *session, int64_t *ret_us, struct clocks *ret_clocks)
{
    struct journal_head head;
    enum fault fault = journal_head(session->store, &head);
    if (fault)
        return fault;
    *ret_us = head.journal_position ? head.recorded_us : ABSENT_INTEGER;
    *ret_clocks = head.clocks;
    return NOTHING_WRONG;
}

enum fault session_touch(struct session *session)
{
    enum fault fault = store_begin(session->store);
    if (fault)
        return fault;
    fault = journal_touch(session->store, session->now_us, &session->clocks);
    if (!fault)
        fault = store_commit(session->store);
    if (fault)
        store_rollback(session->store);
    return fault;
}

/* A stored definition was valid when it was entered, so whatever is wrong with it now is the database's fault. */
static enum fault product_load(const char *definition, struct known_product *known)
{
    struct reasons reasons = {.arena = known->arena};
    const struct json_limits limits = {.depth = 64, .items = SIZE_MAX};
    enum fault fault =
        json_read(definition, strlen(definition), limits, &PRODUCT_DEFINITION_RECORD, &known->definition, &reasons);
    if (fault == NOTHING_WRONG)
        fault = product_compile(&known->definition, &known->product, &reasons);
    return fault == NOTHING_WRONG || fault == FAULT_MEMORY ? fault : FAULT_CORRUPT;
}

enum fault session_product(struct session *session, const char *part_number, const char *revision,
                           const struct product **ret)
{
    for (struct known_product *known = session->products; known; known = known->next)
        if (!strcmp(known->definition.part_number, part_number) && !strcmp(known->definition.revision, revision)) {
            *ret = &known->product;
            return NOTHING_WRONG;
        }
    struct arena *arena = arena_new(0);
    struct known_product *known = arena ? arena_alloc(arena, sizeof *known) : NULL;
    if (!known) {
        arena_free(arena);
        return FAULT_MEMORY;
    }
    known->arena = arena;
    struct product_row row;
    enum fault fault = find_product(session->store, part_number, revision, arena, &row);
    if (fault == NOTHING_WRONG && row.state == PRODUCT_DRAFT)
        fault = FAULT_NOT_FOUND; /* it may still change */
    if (fault == NOTHING_WRONG)
        fault = product_load(row.definition, known);
    if (fault) {
        arena_free(arena);
        return fault;
    }
    known->next = session->products;
    session->products = known;
    *ret = &known->product;
    return NOTHING_WRONG;
}

enum fault session_begin(struct session *session)
{
    kept_rows_begin(session->kept);
    return store_begin(session->store);
}

enum fault session_begin_hopeful(struct session *session)
{
    kept_rows_begin(session->kept);
    return store_begin_hopeful(session->store);
}

bool session_is_spoiled(const struct session *session)
{
    return store_is_spoiled(session->store);
}

enum fault session_commit(struct session *session)
{
    enum fault fault = store_commit(session->store);
    if (!fault)
        kept_rows_commit(session->kept);
    return fault;
}

void session_rollback(struct session *session)
{
    kept_rows_forget(session->kept);
    store_rollback(session->store);
}

enum fault session_mark(struct session *session)
{
    kept_rows_begin(session->kept);
    return store_mark(session->store);
}

enum fault session_keep(struct session *session)
{
    return store_keep(session->store);
}

void session_undo(struct session *session)
{
    kept_rows_undo(session->kept);
    store_undo(session->store);
}

int64_t session_position(const struct session *session)
{
    return store_position(session->store);
}

void session_limit(struct session *session, int64_t end_us)
{
    db_limit(store_db(session->store), end_us);
}

bool session_is_overdue(struct session *session)
{
    return db_is_overdue(store_db(session->store));
}

enum fault session_read_begin(struct session *session, int64_t *ret_position)
{
    enum fault fault = store_begin(session->store);
    if (fault)
        return fault;
    fault = journal_position(session->store, ret_position);
    if (fault)
        store_rollback(session->store);
    return fault;
}

void session_read_end(struct session *session)
{
    store_rollback(session->store);
}

/* Changes of a database that no daemon serves, made by the library's own commands: each as its route would run it. */
#ifndef RACKLINE_BENCH_OFFICE_H
#define RACKLINE_BENCH_OFFICE_H

#include "bench/line.h"
#include "bench/walk.h"

#include "service/commands.h"
#include "service/request.h"

struct office {
    struct session *session;
    struct arena *arena;  /* of the change being made */
    struct buffer answer; /* to the last one */
};

/* Opens the database of a kit, made when it is not there, at a plant's time. */
struct office office_open(const char *database, int64_t now_us);
void office_close(struct office *office);

/* Transactions are the caller's. The answer lasts until the next change. Whatever is refused ends the program. */
void office_begin(struct office *office);
void office_commit(struct office *office);

/* A command with the names in its path and a body of its record; `first`, `second`, `body` may be NULL. */
void office_edit(struct office *office, command_function *command, const char *first, const char *second,
                 const void *body);
void office_put_product(struct office *office, const struct product_definition *definition);
/* An event that a station posts. */
void office_post(struct office *office, const char *station, const struct message *message);

/* Plans and releases an order in a transaction of its own; the serials it gives live in the arena. */
char **office_release(struct office *office, const char *order, const struct recipe *recipe, int64_t quantity,
                      struct arena *arena);

#endif

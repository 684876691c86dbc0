/* How often somebody may guess: failures are counted for each name that was claimed, whether there is one or not, and
 * for each address; past a few of them the next attempt has to wait, twice as long each time. From any thread. */
#ifndef RACKLINE_ATTEMPTS_H
#define RACKLINE_ATTEMPTS_H

#include "service/request.h"

struct attempts;

/* NULL when memory is out. */
struct attempts *attempts_new(void);
/* NULL is safe. */
void attempts_free(struct attempts *attempts);

/* Begins an attempt to show that one is `who`, from an address: returns 0, and counts it as failed until
 * attempts_succeed; or for how long (microseconds) none is taken. `now_us` is monotonic. NULL attempts: nobody waits. */
int64_t attempts_begin(struct attempts *attempts, const char *who, const char *address, int64_t now_us);
/* The same for a request: FAULT_TOO_OFTEN, with a reason and how long, when it must wait. */
enum fault attempt_of_request(struct session *session, struct request *request, const char *who);
/* It was right: the name's failures are forgotten, and this one of the address. */
void attempts_succeed(struct attempts *attempts, const char *who, const char *address);

#endif

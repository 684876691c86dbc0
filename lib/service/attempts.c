#include "service/attempts.h"

#include "base/digest.h"
#include "base/monotonic.h"
#include "base/time.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 4096, WAYS = 8 };

/* What is counted, and from when on it waits. An address stands for many people, behind a station or a proxy. */
struct measure {
    int free;           /* failures that cost nothing */
    int64_t longest_us; /* wait */
};
static const struct measure OF_NAME = {5, 900 * US_PER_SECOND};
static const struct measure OF_ADDRESS = {50, 30 * US_PER_SECOND};
static const int64_t FORGOTTEN_US = US_PER_DAY; /* after the last of them */

struct count {
    struct digest of; /* zero: nothing */
    int failures;
    int64_t last_us;
};

struct attempts {
    pthread_mutex_t mutex;
    struct count counts[PLACES / WAYS][WAYS];
};

struct attempts *attempts_new(void)
{
    struct attempts *attempts = calloc(1, sizeof *attempts);
    if (attempts)
        pthread_mutex_init(&attempts->mutex, NULL);
    return attempts;
}

void attempts_free(struct attempts *attempts)
{
    if (!attempts)
        return;
    pthread_mutex_destroy(&attempts->mutex);
    free(attempts);
}

/* The count of a text; where none is free, that of whoever failed least takes its place. */
static struct count *count_of(struct attempts *attempts, const char *text)
{
    const struct digest of = digest_of(text, strlen(text));
    struct count *set = attempts->counts[(of.bytes[0] << 8 | of.bytes[1]) % (PLACES / WAYS)], *least = set;
    for (int i = 0; i < WAYS; i++) {
        if (digest_equal(set[i].of, of))
            return &set[i];
        if (set[i].failures < least->failures)
            least = &set[i];
    }
    *least = (struct count){.of = of};
    return least;
}

static int64_t wait_of(struct count *count, const struct measure *measure, int64_t now_us)
{
    if (count->failures && now_us - count->last_us >= FORGOTTEN_US)
        count->failures = 0;
    int over = count->failures - measure->free;
    if (over < 0)
        return 0;
    int64_t wait_us = over < 20 ? US_PER_SECOND << over : measure->longest_us;
    if (wait_us > measure->longest_us)
        wait_us = measure->longest_us;
    return count->last_us + wait_us > now_us ? count->last_us + wait_us - now_us : 0;
}

static void fail(struct count *count, int64_t now_us)
{
    count->failures++;
    count->last_us = now_us;
}

int64_t attempts_begin(struct attempts *attempts, const char *who, const char *address, int64_t now_us)
{
    if (!attempts)
        return 0;
    pthread_mutex_lock(&attempts->mutex);
    struct count *name = count_of(attempts, who);
    int64_t wait_us = wait_of(name, &OF_NAME, now_us);
    struct count *place = count_of(attempts, address);
    int64_t place_us = wait_of(place, &OF_ADDRESS, now_us);
    if (place_us > wait_us)
        wait_us = place_us;
    if (!wait_us) {
        fail(count_of(attempts, who), now_us);
        fail(count_of(attempts, address), now_us);
    }
    pthread_mutex_unlock(&attempts->mutex);
    return wait_us;
}

enum fault attempt_of_request(struct session *session, struct request *request, const char *who)
{
    const char *address = request->address ? request->address : "";
    request->wait_us = attempts_begin(session->attempts, who, address, monotonic_us());
    if (!request->wait_us)
        return NOTHING_WRONG;
    reason_add(&request->reasons, fault_row(FAULT_TOO_OFTEN)->code, NULL, "the next attempt is taken in %lld s",
               (long long)(request->wait_us / US_PER_SECOND + 1));
    return FAULT_TOO_OFTEN;
}

void attempts_succeed(struct attempts *attempts, const char *who, const char *address)
{
    if (!attempts)
        return;
    pthread_mutex_lock(&attempts->mutex);
    count_of(attempts, who)->failures = 0;
    struct count *place = count_of(attempts, address ? address : "");
    if (place->failures)
        place->failures--;
    pthread_mutex_unlock(&attempts->mutex);
}

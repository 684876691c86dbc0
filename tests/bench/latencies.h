/* How long things took, one by one. */
#ifndef RACKLINE_BENCH_LATENCIES_H
#define RACKLINE_BENCH_LATENCIES_H

#include <stddef.h>
#include <stdint.h>

struct latencies {
    uint32_t *us;
    size_t count, capacity;
};

void latencies_add(struct latencies *latencies, int64_t us);
void latencies_free(struct latencies *latencies);

/* Prints members of a JSON object: "p50_us":…,"p99_us":…,"p999_us":…; 0 where nothing was added. Sorts them. */
void latencies_print(struct latencies *latencies);

#endif

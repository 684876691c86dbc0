#include "bench/latencies.h"

#include "floor/memory.h"

#include <stdio.h>
#include <stdlib.h>

void latencies_add(struct latencies *latencies, int64_t us)
{
    if (latencies->count == latencies->capacity) {
        latencies->capacity = latencies->capacity ? latencies->capacity * 2 : 1 << 16;
        latencies->us = need_memory(realloc(latencies->us, latencies->capacity * sizeof *latencies->us));
    }
    latencies->us[latencies->count++] = us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

void latencies_free(struct latencies *latencies)
{
    free(latencies->us);
    *latencies = (struct latencies){0};
}

static int compare(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* The smallest that at least `share` of all are no larger than. */
static uint32_t quantile(const struct latencies *latencies, double share)
{
    if (!latencies->count)
        return 0;
    size_t place = (size_t)((double)latencies->count * share);
    return latencies->us[place < latencies->count ? place : latencies->count - 1];
}

void latencies_print(struct latencies *latencies)
{
    qsort(latencies->us, latencies->count, sizeof *latencies->us, compare);
    printf("\"p50_us\":%u,\"p99_us\":%u,\"p999_us\":%u", quantile(latencies, 0.5), quantile(latencies, 0.99),
           quantile(latencies, 0.999));
}

#include "racklined/metrics.h"

#include "base/buffer.h"
#include "base/time.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every status that the daemon answers with; anything else would be counted in the last column. */
static const int STATUSES[] = {200, 201, 204, 304, 400, 401, 403, 404, 405, 406, 408,
                               409, 412, 413, 415, 422, 428, 431, 500, 503, 507, 0};
enum { STATUS_COUNT = sizeof STATUSES / sizeof *STATUSES };

/* Upper bounds in microseconds: from a view out of memory to a commit on a tired disk. */
static const int64_t BOUNDS_US[] = {100,   250,    500,    1000,   2500,    5000,    10000,   25000,
                                    50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000};
enum { BOUND_COUNT = sizeof BOUNDS_US / sizeof *BOUNDS_US };

struct histogram {
    atomic_ullong counts[BOUND_COUNT + 1]; /* not cumulative; the last is beyond every bound */
    atomic_ullong sum_us;
};

static const char *const KIND_WORDS[] = {
    [ROUTE_VIEW] = "view", [ROUTE_COMMAND] = "command", [ROUTE_FEED] = "feed", [ROUTE_DAEMON] = "daemon",
    [ROUTE_PAGE] = "page"};
enum { KIND_COUNT = sizeof KIND_WORDS / sizeof *KIND_WORDS };

struct metrics {
    struct route_table table;
    atomic_ullong *requests; /* a row of STATUS_COUNT for each route, and one for no route */
    struct histogram latency[KIND_COUNT];
    struct histogram commit;
    atomic_ullong batches, commands;
    atomic_llong queue, long_reads[LONG_READ_KINDS], connections, streams;
};

struct metrics *metrics_new(const struct route_table *table)
{
    struct metrics *metrics = calloc(1, sizeof *metrics);
    atomic_ullong *requests = calloc((table->count + 1) * STATUS_COUNT, sizeof *requests);
    if (!metrics || !requests) {
        free(metrics);
        free(requests);
        return NULL;
    }
    metrics->table = *table;
    metrics->requests = requests;
    return metrics;
}

void metrics_free(struct metrics *metrics)
{
    if (!metrics)
        return;
    free(metrics->requests);
    free(metrics);
}

static void add(atomic_ullong *counter, uint64_t amount)
{
    atomic_fetch_add_explicit(counter, amount, memory_order_relaxed);
}

static uint64_t get(atomic_ullong *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

static void observe(struct histogram *histogram, int64_t duration_us)
{
    size_t i = 0;
    while (i < BOUND_COUNT && duration_us > BOUNDS_US[i])
        i++;
    add(&histogram->counts[i], 1);
    add(&histogram->sum_us, (uint64_t)duration_us);
}

void metrics_request(struct metrics *metrics, const struct route *route, int status, int64_t duration_us)
{
    size_t row = route ? (size_t)(route - metrics->table.rows) : metrics->table.count;
    size_t column = 0;
    while (column < STATUS_COUNT - 1 && STATUSES[column] != status)
        column++;
    add(&metrics->requests[row * STATUS_COUNT + column], 1);
    if (route && duration_us >= 0)
        observe(&metrics->latency[route->kind], duration_us);
}

void metrics_batch(struct metrics *metrics, size_t commands)
{
    add(&metrics->batches, 1);
    add(&metrics->commands, commands);
}

void metrics_commit(struct metrics *metrics, int64_t duration_us)
{
    observe(&metrics->commit, duration_us);
}

void metrics_queue(struct metrics *metrics, size_t commands)
{
    atomic_store_explicit(&metrics->queue, (long long)commands, memory_order_relaxed);
}

void metrics_long_reads(struct metrics *metrics, enum long_read_kind kind, size_t reads)
{
    if (metrics)
        atomic_store_explicit(&metrics->long_reads[kind], (long long)reads, memory_order_relaxed);
}

void metrics_connections(struct metrics *metrics, int change)
{
    atomic_fetch_add_explicit(&metrics->connections, change, memory_order_relaxed);
}

void metrics_streams(struct metrics *metrics, int change)
{
    atomic_fetch_add_explicit(&metrics->streams, change, memory_order_relaxed);
}

static void write_head(struct buffer *buffer, const char *name, const char *type, const char *help)
{
    buffer_printf(buffer, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void write_value(struct buffer *buffer, const char *name, const char *type, const char *help, int64_t value)
{
    if (value == ABSENT_INTEGER)
        return;
    write_head(buffer, name, type, help);
    buffer_printf(buffer, "%s %lld\n", name, (long long)value);
}

static void write_requests(struct buffer *buffer, struct metrics *metrics)
{
    write_head(buffer, "rackline_http_requests_total", "counter", "Requests answered, by route and status.");
    for (size_t row = 0; row <= metrics->table.count; row++) {
        bool known = row < metrics->table.count;
        for (size_t column = 0; column < STATUS_COUNT; column++) {
            uint64_t count = get(&metrics->requests[row * STATUS_COUNT + column]);
            if (count)
                buffer_printf(buffer, "rackline_http_requests_total{method=\"%s\",route=\"%s\",status=\"%d\"} %llu\n",
                              known ? metrics->table.rows[row].method : "", known ? metrics->table.rows[row].path : "",
                              STATUSES[column], (unsigned long long)count);
        }
    }
}

/* `label` is what stands in the braces before `le`, with its comma; "" for none. */
static void write_histogram(struct buffer *buffer, const char *name, const char *label, struct histogram *histogram)
{
    uint64_t count = 0;
    for (size_t i = 0; i < BOUND_COUNT; i++) {
        count += get(&histogram->counts[i]);
        buffer_printf(buffer, "%s_bucket{%sle=\"%g\"} %llu\n", name, label, (double)BOUNDS_US[i] / 1e6,
                      (unsigned long long)count);
    }
    count += get(&histogram->counts[BOUND_COUNT]);
    buffer_printf(buffer, "%s_bucket{%sle=\"+Inf\"} %llu\n", name, label, (unsigned long long)count);
    int label_size = (int)strlen(label) - (*label != '\0'); /* without the comma */
    const char *open = *label ? "{" : "", *close = *label ? "}" : "";
    buffer_printf(buffer, "%s_sum%s%.*s%s %g\n", name, open, label_size, label, close,
                  (double)get(&histogram->sum_us) / 1e6);
    buffer_printf(buffer, "%s_count%s%.*s%s %llu\n", name, open, label_size, label, close, (unsigned long long)count);
}

void metrics_write(struct buffer *buffer, struct metrics *metrics, const struct metrics_moment *moment)
{
    write_requests(buffer, metrics);
    static const char latency[] = "rackline_http_request_seconds";
    write_head(buffer, latency, "histogram", "From a request's first line to its answer, by kind of route.");
    for (size_t kind = 0; kind < KIND_COUNT; kind++) {
        char label[32];
        snprintf(label, sizeof label, "kind=\"%s\",", KIND_WORDS[kind]);
        write_histogram(buffer, latency, label, &metrics->latency[kind]);
    }
    static const char commit[] = "rackline_commit_seconds";
    write_head(buffer, commit, "histogram", "How long the writer's commits took.");
    write_histogram(buffer, commit, "", &metrics->commit);
    write_value(buffer, "rackline_batches_total", "counter", "Batches that the writer ran.",
                (int64_t)get(&metrics->batches));
    write_value(buffer, "rackline_commands_total", "counter", "Commands in those batches.",
                (int64_t)get(&metrics->commands));
    write_value(buffer, "rackline_queue_commands", "gauge", "Commands waiting for the writer.",
                atomic_load(&metrics->queue));
    write_value(buffer, "rackline_long_reads", "gauge", "Long views under way, or waiting for a thread.",
                atomic_load(&metrics->long_reads[LONG_VIEW]));
    write_value(buffer, "rackline_feeds_reading", "gauge", "Feeds being read on for, or waiting for a thread.",
                atomic_load(&metrics->long_reads[LONG_STRETCH]));
    write_value(buffer, "rackline_connections", "gauge", "Open connections.", atomic_load(&metrics->connections));
    write_value(buffer, "rackline_streams", "gauge", "Live feeds.", atomic_load(&metrics->streams));
    write_value(buffer, "rackline_in_flight_bytes", "gauge", "Bytes of large bodies, answers and entries under way.",
                moment->in_flight_bytes);
    write_value(buffer, "rackline_journal_head", "gauge", "Position of the last journal entry.", moment->journal_head);
    write_head(buffer, "rackline_wall_clock_ahead_seconds", "gauge",
               "How far the wall clock is ahead of the plant's time; in training, of where it was at the start.");
    buffer_printf(buffer, "rackline_wall_clock_ahead_seconds %.6f\n", (double)moment->wall_ahead_us / US_PER_SECOND);
    write_value(buffer, "process_start_time_seconds", "gauge", "When the process started, since 1970.",
                moment->started_s);
    write_value(buffer, "process_resident_memory_bytes", "gauge", "Resident memory.", moment->resident_bytes);
}

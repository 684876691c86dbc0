/* Prometheus' text. */
#include "suite.h"

#include "base/buffer.h"
#include "racklined/metrics.h"

#include <string.h>

static const struct route ROWS[] = {
    {.method = "GET", .path = "/v1/orders/{order}", .kind = ROUTE_VIEW},
    {.method = "POST", .path = "/v1/events", .kind = ROUTE_COMMAND},
};
static const struct route_table TABLE = {ROWS, 2};

static bool has_line(const char *text, const char *line)
{
    size_t size = strlen(line);
    for (const char *at = text; (at = strstr(at, line)); at += size)
        if ((at == text || at[-1] == '\n') && at[size] == '\n')
            return true;
    return false;
}

static const char *const LINES[] = {
    "rackline_http_requests_total{method=\"GET\",route=\"/v1/orders/{order}\",status=\"200\"} 2",
    "rackline_http_requests_total{method=\"POST\",route=\"/v1/events\",status=\"409\"} 1",
    "rackline_http_requests_total{method=\"\",route=\"\",status=\"404\"} 1",
    "rackline_http_requests_total{method=\"GET\",route=\"/v1/orders/{order}\",status=\"0\"} 1",
    "# TYPE rackline_http_requests_total counter",
    "# TYPE rackline_http_request_seconds histogram",
    "rackline_http_request_seconds_bucket{kind=\"view\",le=\"0.0001\"} 1",
    "rackline_http_request_seconds_bucket{kind=\"view\",le=\"0.00025\"} 2",
    "rackline_http_request_seconds_bucket{kind=\"view\",le=\"10\"} 2",
    "rackline_http_request_seconds_bucket{kind=\"view\",le=\"+Inf\"} 3",
    "rackline_http_request_seconds_sum{kind=\"view\"} 11.0003",
    "rackline_http_request_seconds_count{kind=\"view\"} 3",
    "rackline_http_request_seconds_count{kind=\"command\"} 0",
    "rackline_commit_seconds_bucket{le=\"0.0025\"} 1",
    "rackline_commit_seconds_sum 0.002",
    "rackline_commit_seconds_count 1",
    "rackline_batches_total 2",
    "rackline_commands_total 67",
    "rackline_queue_commands 5",
    "rackline_connections 2",
    "rackline_streams 0",
    "rackline_journal_head 41",
    "rackline_wall_clock_ahead_seconds -1.500000",
    "process_start_time_seconds 1790000000",
};

START_TEST(what_was_counted_is_told_in_prometheus_text)
{
    struct metrics *metrics = metrics_new(&TABLE);
    metrics_request(metrics, &ROWS[0], 200, 100);
    metrics_request(metrics, &ROWS[0], 200, 200);
    metrics_request(metrics, &ROWS[0], 299, 11000000);
    metrics_request(metrics, &ROWS[1], 409, -1);
    metrics_request(metrics, NULL, 404, 100);
    metrics_commit(metrics, 2000);
    metrics_batch(metrics, 64);
    metrics_batch(metrics, 3);
    metrics_queue(metrics, 5);
    metrics_connections(metrics, 3);
    metrics_connections(metrics, -1);
    metrics_streams(metrics, 1);
    metrics_streams(metrics, -1);
    BUFFER_OWNED struct buffer text = {0};
    const struct metrics_moment moment = {41, 1790000000, ABSENT_INTEGER, 5, -1500000};
    metrics_write(&text, metrics, &moment);
    const char *view = buffer_view(&text);
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        ck_assert_msg(has_line(view, LINES[i]), "%s is missing in\n%s", LINES[i], view);
    ck_assert(has_line(view, "rackline_in_flight_bytes 5"));
    ck_assert_ptr_null(strstr(view, "process_resident_memory_bytes"));
    metrics_free(metrics);
}
END_TEST

/* What promtool asks of a file: each line a comment, or a name, labels and a value. */
START_TEST(every_line_has_the_shape_of_the_format)
{
    struct metrics *metrics = metrics_new(&TABLE);
    metrics_request(metrics, &ROWS[0], 200, 100);
    BUFFER_OWNED struct buffer text = {0};
    metrics_write(&text, metrics, &(struct metrics_moment){1, 2, 3, 4, 5});
    const char *at = buffer_view(&text);
    while (*at) {
        size_t size = strcspn(at, "\n");
        ck_assert_int_eq(at[size], '\n');
        const char *space = memrchr(at, ' ', size);
        ck_assert_ptr_nonnull(space);
        if (*at != '#')
            ck_assert_msg(strspn(space + 1, "0123456789.e+-") == (size_t)(at + size - space - 1), "%.*s", (int)size,
                          at);
        at += size + 1;
    }
    metrics_free(metrics);
}
END_TEST

SUITE(metrics, what_was_counted_is_told_in_prometheus_text, every_line_has_the_shape_of_the_format)

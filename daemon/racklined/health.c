#include "racklined/health.h"

#include "base/time.h"
#include "racklined/daemon.h"
#include "racklined/metrics.h"
#include "racklined/readers.h"
#include "racklined/server.h"
#include "racklined/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void health_serve(struct daemon_request *request)
{
    buffer_text(request->body, "{\"status\":\"ok\"}");
}

/* The journal's head; ABSENT_INTEGER when the database cannot be read. */
static int64_t read_head(struct readers *readers)
{
    struct session *session;
    int64_t head = ABSENT_INTEGER;
    enum fault fault = readers_take(readers, &session);
    if (fault)
        return head;
    fault = session_read_begin(session, &head);
    if (!fault)
        session_read_end(session);
    readers_give(readers, session, fault);
    return fault ? ABSENT_INTEGER : head;
}

void readiness_serve(struct daemon_request *request)
{
    struct daemon *daemon = request->daemon;
    const char *status = "ready";
    if (atomic_load(&daemon->stopping))
        status = "stopping";
    else if (!writer_runs(daemon->writer))
        status = "failed";
    else if (!writer_has_room(daemon->writer))
        status = "full";
    else if (read_head(daemon->readers) == ABSENT_INTEGER)
        status = "unreadable";
    request->status = *status == 'r' ? 200 : 503;
    buffer_printf(request->body, "{\"status\":\"%s\"", status);
    int64_t ahead_us = plant_clock_wall_ahead(&daemon->clock);
    if (llabs(ahead_us) > CLOCK_TOLERANCE_US)
        buffer_printf(request->body, ",\"wall_clock_ahead_s\":%.3f", (double)ahead_us / US_PER_SECOND);
    buffer_char(request->body, '}');
}

static int64_t resident_bytes(void)
{
    long long total, resident;
    FILE *file = fopen("/proc/self/statm", "re");
    int read = file ? fscanf(file, "%lld %lld", &total, &resident) : 0;
    if (file)
        fclose(file);
    return read == 2 ? resident * sysconf(_SC_PAGESIZE) : ABSENT_INTEGER;
}

void metrics_serve(struct daemon_request *request)
{
    struct daemon *daemon = request->daemon;
    const struct metrics_moment moment = {
        .journal_head = read_head(daemon->readers),
        .started_s = daemon->started_s,
        .resident_bytes = resident_bytes(),
        .in_flight_bytes = server_in_flight(daemon->server),
        .wall_ahead_us = plant_clock_wall_ahead(&daemon->clock),
    };
    request->content_type = "text/plain; version=0.0.4; charset=utf-8";
    metrics_write(request->body, daemon->metrics, &moment);
}

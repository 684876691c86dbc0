#include "racklined/health.h"

#include "base/json.h"
#include "base/time.h"
#include "racklined/daemon.h"
#include "racklined/metrics.h"
#include "racklined/readers.h"
#include "racklined/server.h"
#include "racklined/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const HEALTH_WORDS[] = {NULL, "ok"};
static const struct names HEALTH_NAMES = {HEALTH_WORDS, sizeof HEALTH_WORDS / sizeof *HEALTH_WORDS};

struct health {
    int status;
};
static const struct field HEALTH_FIELDS[] = {
    FIELD_ENUM(struct health, status, REQUIRED, &HEALTH_NAMES, "that it lives"),
};
const struct record HEALTH_RECORD = RECORD(struct health, "health", HEALTH_FIELDS, "The process answers.");

enum readiness { READINESS_ABSENT, READY, STOPPING, FAILED, FULL, UNREADABLE };
static const char *const READINESS_WORDS[] = {NULL, "ready", "stopping", "failed", "full", "unreadable"};
static const struct names READINESS_NAMES = {READINESS_WORDS, sizeof READINESS_WORDS / sizeof *READINESS_WORDS};

struct readiness_view {
    int status;
    double wall_clock_ahead_s;
};
static const struct field READINESS_FIELDS[] = {
    FIELD_ENUM(struct readiness_view, status, REQUIRED, &READINESS_NAMES, "ready, or what stands in the way"),
    FIELD_NUMBER(struct readiness_view, wall_clock_ahead_s, OPTIONAL, 0, 0,
                 "seconds by which the wall clock differs from the plant's time, where it does"),
};
const struct record READINESS_RECORD =
    RECORD(struct readiness_view, "readiness", READINESS_FIELDS, "Whether changes are taken and views are told.");

void health_serve(struct daemon_request *request)
{
    json_write(request->body, &HEALTH_RECORD, &(struct health){.status = 1});
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

static enum readiness readiness_of(struct daemon *daemon)
{
    if (atomic_load(&daemon->stopping))
        return STOPPING;
    if (!writer_runs(daemon->writer))
        return FAILED;
    if (!writer_has_room(daemon->writer))
        return FULL;
    return read_head(daemon->readers) == ABSENT_INTEGER ? UNREADABLE : READY;
}

void readiness_serve(struct daemon_request *request)
{
    const int64_t ahead_us = plant_clock_wall_ahead(&request->daemon->clock);
    const struct readiness_view view = {
        .status = readiness_of(request->daemon),
        .wall_clock_ahead_s = llabs(ahead_us) > CLOCK_TOLERANCE_US
                                  ? (double)(ahead_us / (US_PER_SECOND / 1000)) / 1000 /* to the millisecond */
                                  : ABSENT_NUMBER,
    };
    request->status = view.status == READY ? 200 : 503;
    json_write(request->body, &READINESS_RECORD, &view);
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
        .in_flight_bytes = atomic_load(&daemon->in_flight.bytes),
        .wall_ahead_us = plant_clock_wall_ahead(&daemon->clock),
    };
    request->content_type = "text/plain; version=0.0.4; charset=utf-8";
    metrics_write(request->body, daemon->metrics, &moment);
}

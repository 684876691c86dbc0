#include "racklined/route.h"

#include "racklined/health.h"
#include "racklined/openapi.h"

#include "service/feed.h"

const struct route ROUTES[] = {
    /* the daemon itself */
    {
        .method = "GET",
        .path = "/healthz",
        .roles = MAY_ANYBODY,
        .kind = ROUTE_DAEMON,
        .daemon = health_serve,
        .summary = "Whether the process lives",
    },
    {
        .method = "GET",
        .path = "/readyz",
        .roles = MAY_ANYBODY,
        .kind = ROUTE_DAEMON,
        .daemon = readiness_serve,
        .summary = "Whether it takes changes and reads its database",
    },
    {
        .method = "GET",
        .path = "/metrics",
        .roles = MAY_READ,
        .kind = ROUTE_DAEMON,
        .daemon = metrics_serve,
        .summary = "Counters and histograms as Prometheus' text",
    },
    {
        .method = "GET",
        .path = "/v1/openapi.json",
        .roles = MAY_READ,
        .kind = ROUTE_DAEMON,
        .daemon = openapi_serve,
        .summary = "The description of this API",
    },

    /* the journal */
    {
        .method = "GET",
        .path = "/v1/events",
        .roles = MAY_READ,
        .kind = ROUTE_FEED,
        .query = &FEED_QUERY_RECORD,
        .summary = "The journal after a position: a page, NDJSON, or a live stream",
    },
};
const size_t ROUTE_COUNT = sizeof ROUTES / sizeof *ROUTES;

/* What the daemon says of itself. */
#ifndef RACKLINE_HEALTH_H
#define RACKLINE_HEALTH_H

#include "base/record.h"

struct daemon_request;

extern const struct record HEALTH_RECORD, READINESS_RECORD;

/* GET /healthz: 200 as long as the process answers. */
void health_serve(struct daemon_request *request);
/* GET /readyz: 200 when changes are taken and the database can be read; 503 otherwise, and while stopping. Says where the
 * wall clock is wrong. */
void readiness_serve(struct daemon_request *request);
/* GET /metrics: Prometheus' text. */
void metrics_serve(struct daemon_request *request);

#endif

/* The description of the API (OpenAPI 3.1), written from the routes and the records they name: what it says is what
 * dispatch, decoding and encoding do, for they read the same tables. */
#ifndef RACKLINE_OPENAPI_H
#define RACKLINE_OPENAPI_H

#include "base/buffer.h"
#include "racklined/router.h"

struct daemon_request;

/* Writes the description of a table of routes. FAULT_MEMORY. */
enum fault openapi_write(struct buffer *buffer, const struct route_table *table);

/* GET /v1/openapi.json: the description of ROUTES. */
void openapi_serve(struct daemon_request *request);

#endif

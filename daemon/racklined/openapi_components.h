/* What the API description's operations refer to: the schemas of every record, event and journal entry, and the
 * answers that refuse. */
#ifndef RACKLINE_OPENAPI_COMPONENTS_H
#define RACKLINE_OPENAPI_COMPONENTS_H

#include "racklined/router.h"

/* Names of the schemas that no record has alone. */
#define SCHEMA_EVENT "event"
#define SCHEMA_EVENTS "events"
#define SCHEMA_ENTRY "entry"
#define SCHEMA_OUTCOMES "outcomes"
#define SCHEMA_FEED_PAGE "feed_page"

/* Writes the member `components`. FAULT_MEMORY. */
enum fault openapi_components(struct buffer *buffer, const struct route_table *table);

/* Writes a member of `responses` for each status that a route may refuse with. */
void openapi_refusals(struct buffer *buffer, const struct route *route);

#endif

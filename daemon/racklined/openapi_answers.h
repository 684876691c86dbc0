/* What the API description says of an operation's body and its answers. */
#ifndef RACKLINE_OPENAPI_ANSWERS_H
#define RACKLINE_OPENAPI_ANSWERS_H

#include "base/buffer.h"
#include "racklined/router.h"

/* Whether a client may say which answer it has, and is told that it stands (304); of the journal a page. */
bool openapi_may_be_unmodified(const struct route *route);

/* The member `requestBody`, where the route has a body. */
void openapi_body(struct buffer *buffer, const struct route *route);

/* The member `responses`. */
void openapi_answers(struct buffer *buffer, const struct route *route);

#endif

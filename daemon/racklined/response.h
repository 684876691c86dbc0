/* An answer as the HTTP library takes it: its headers, and a body of bytes or a stream.
 */
#ifndef RACKLINE_RESPONSE_H
#define RACKLINE_RESPONSE_H

#include <stdbool.h>

struct exchange;

/* Queues the exchange's reply on its connection. False when it could not be: then nothing but closing it is left. */
bool response_queue(struct exchange *exchange);

#endif

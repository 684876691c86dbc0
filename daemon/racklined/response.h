/* An answer as the HTTP library takes it: its headers, and a body of bytes or a stream.
 */
#ifndef RACKLINE_RESPONSE_H
#define RACKLINE_RESPONSE_H

#include <stdbool.h>

struct exchange;

/* Makes of the exchange's reply a response that any exchange may queue, and that response_forget frees; its body's bytes
 * become the response's. NULL when memory is out: the reply is as it was then. */
void *response_make_shared(struct exchange *exchange);
void response_forget(void *response);

/* Queues the exchange's reply on its connection. False when it could not be: then nothing but closing it is left. */
bool response_queue(struct exchange *exchange);

#endif

/* The socket that clients connect to. */
#ifndef RACKLINE_LISTEN_H
#define RACKLINE_LISTEN_H

#include "base/fault.h"
#include "base/reason.h"

#include <stdint.h>

/* Opens a listening TCP socket on a numeric address (IPv4 or IPv6) and a port, 0 for a free one. FAULT_INVALID with a
 * reason when the address is none; FAULT_IO with a reason when the system refuses it. The socket is the caller's. */
enum fault listen_open(const char *address, int64_t port, int *ret_socket, struct reasons *reasons);

/* The port that a listening socket is bound to; -1 when it is bound to none. */
int listen_port(int descriptor);

#endif

/* The socket that clients connect to. */
#ifndef RACKLINE_LISTEN_H
#define RACKLINE_LISTEN_H

#include "base/fault.h"
#include "base/reason.h"

#include <stdbool.h>
#include <stdint.h>

/* Opens a listening TCP socket on a numeric address (IPv4 or IPv6) and a port, 0 for a free one. FAULT_INVALID with a
 * reason when the address is none; FAULT_IO with a reason when the system refuses it. The socket is the caller's. */
enum fault listen_open(const char *address, int64_t port, int *ret_socket, struct reasons *reasons);

/* The socket that a supervisor kept for us, as systemd hands it over (sd_listen_fds); -1 when there is none. While it
 * keeps it, clients that connect between one daemon and the next wait in its backlog, and none is refused.
 * FAULT_INVALID with a reason when what was handed over is not one listening TCP socket. */
enum fault listen_inherited(int *ret_socket, struct reasons *reasons);

/* Where a listening socket is reached, as `http://127.0.0.1:8080`, or https where TLS is served on it. */
enum { LISTEN_NAME_SIZE = 64 };
void listen_name(int descriptor, bool tls, char text[static LISTEN_NAME_SIZE]);

/* The port that a listening socket is bound to; -1 when it is bound to none. */
int listen_port(int descriptor);

struct sockaddr;
enum { ADDRESS_TEXT_SIZE = 48 };
/* The address alone, in numbers, without its port. False for one of another family than IP. */
bool address_text(const struct sockaddr *address, char ret[static ADDRESS_TEXT_SIZE]);

#endif

#include "racklined/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

enum { BACKLOG = 511 };

static int open_at(const struct addrinfo *at)
{
    int descriptor = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, at->ai_protocol);
    if (descriptor < 0)
        return -1;
    /* Without this a restart would have to wait for the last connections to leave TIME_WAIT. */
    int on = 1;
    if (!setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) &&
        !bind(descriptor, at->ai_addr, at->ai_addrlen) && !listen(descriptor, BACKLOG))
        return descriptor;
    int saved = errno;
    close(descriptor);
    errno = saved;
    return -1;
}

enum fault listen_open(const char *address, int64_t port, int *ret_socket, struct reasons *reasons)
{
    char service[8];
    snprintf(service, sizeof service, "%d", (int)port);
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV};
    struct addrinfo *found;
    int failed = getaddrinfo(address, service, &hints, &found);
    if (failed) {
        reason_add(reasons, "address-malformed", "/listen", "%s is not an address to listen on: %s", address,
                   gai_strerror(failed));
        return FAULT_INVALID;
    }
    int descriptor = open_at(found);
    int error = errno;
    freeaddrinfo(found);
    if (descriptor < 0) {
        reason_add(reasons, "address-refused", "/listen", "cannot listen on %s port %d: %s", address, (int)port,
                   strerror(error));
        return FAULT_IO;
    }
    *ret_socket = descriptor;
    return NOTHING_WRONG;
}

enum fault listen_inherited(int *ret_socket, struct reasons *reasons)
{
    const int count = sd_listen_fds(1), first = SD_LISTEN_FDS_START;
    if (count == 0) {
        *ret_socket = -1;
        return NOTHING_WRONG;
    }
    if (count > 1) {
        reason_add(reasons, "socket-unfit", NULL,
                   "%d sockets were handed over, and one is served on: in what systemctl edit racklined.socket "
                   "wrote, an empty ListenStream= takes back the one before",
                   count);
        return FAULT_INVALID;
    }
    const bool fits = sd_is_socket_inet(first, AF_INET, SOCK_STREAM, 1, 0) > 0 ||
                      sd_is_socket_inet(first, AF_INET6, SOCK_STREAM, 1, 0) > 0;
    /* The library takes what there is until nothing is left, on whichever thread. */
    if (fits && !fcntl(first, F_SETFL, fcntl(first, F_GETFL) | O_NONBLOCK)) {
        *ret_socket = first;
        return NOTHING_WRONG;
    }
    reason_add(reasons, "socket-unfit", NULL,
               "what was handed over is no listening TCP socket: ListenStream= in racklined.socket names an "
               "address and a port");
    return FAULT_INVALID;
}

void listen_name(int descriptor, bool tls, char text[static LISTEN_NAME_SIZE])
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    char host[INET6_ADDRSTRLEN] = "?";
    if (getsockname(descriptor, (struct sockaddr *)&address, &size))
        address.ss_family = AF_UNSPEC;
    const bool v6 = address.ss_family == AF_INET6;
    if (v6)
        inet_ntop(AF_INET6, &((struct sockaddr_in6 *)&address)->sin6_addr, host, sizeof host);
    else if (address.ss_family == AF_INET)
        inet_ntop(AF_INET, &((struct sockaddr_in *)&address)->sin_addr, host, sizeof host);
    snprintf(text, LISTEN_NAME_SIZE, v6 ? "http%s://[%s]:%d" : "http%s://%s:%d", tls ? "s" : "", host,
             listen_port(descriptor));
}

int listen_port(int descriptor)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &size))
        return -1;
    if (address.ss_family == AF_INET)
        return ntohs(((struct sockaddr_in *)&address)->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return -1;
}

bool address_text(const struct sockaddr *address, char ret[static ADDRESS_TEXT_SIZE])
{
    const void *bytes = NULL;
    if (address->sa_family == AF_INET)
        bytes = &((const struct sockaddr_in *)address)->sin_addr;
    else if (address->sa_family == AF_INET6)
        bytes = &((const struct sockaddr_in6 *)address)->sin6_addr;
    return bytes && inet_ntop(address->sa_family, bytes, ret, ADDRESS_TEXT_SIZE);
}

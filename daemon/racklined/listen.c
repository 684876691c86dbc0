#include "racklined/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
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

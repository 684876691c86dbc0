/* bench constant: the bare HTTP library answering every request with the same body and the headers that a view has, on
 * as many threads as the daemon has: what a view is held against. */
#include "bench/commands.h"

#include "bench/give_up.h"
#include "floor/memory.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <string.h>

enum { THREADS = 2 };

static enum MHD_Result answer(void *response, struct MHD_Connection *connection, const char *target, const char *method,
                              const char *version, const char *bytes, size_t *size, void **seen)
{
    (void)target, (void)method, (void)version, (void)bytes, (void)size;
    if (!*seen) { /* an answer queued on the first call would close the connection */
        *seen = response;
        return MHD_YES;
    }
    return MHD_queue_response(connection, MHD_HTTP_OK, response);
}

static struct MHD_Response *constant(size_t size)
{
    static const char *const headers[][2] = {
        {"Content-Type", "application/json"},
        {"Rackline-Site", "BNCH"},
        {"X-Content-Type-Options", "nosniff"},
        {"Cache-Control", "private, no-cache"},
        {"ETag", "W/\"0123456789abcdef0123\""},
    };
    char *body = need_memory(malloc(size + 1));
    memset(body, 'x', size);
    struct MHD_Response *response = MHD_create_response_from_buffer(size, body, MHD_RESPMEM_MUST_FREE);
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        MHD_add_response_header(response, headers[i][0], headers[i][1]);
    return response;
}

void command_constant(const struct options *options)
{
    struct MHD_Response *response = constant(options->size);
    const struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *library =
        MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL, answer, response, MHD_OPTION_THREAD_POOL_SIZE,
                         (unsigned)THREADS, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_END);
    if (!library)
        give_up("the bare server does not start");
    printf("listening on http://127.0.0.1:%d\n", MHD_get_daemon_info(library, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    while (getchar() != EOF)
        ;
    MHD_stop_daemon(library);
    MHD_destroy_response(response);
}

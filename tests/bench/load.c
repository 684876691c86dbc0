#include "bench/load.h"

#include "base/monotonic.h"
#include "bench/give_up.h"
#include "bench/response.h"
#include "floor/memory.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS_MAX = 256, WAIT_MS = 20000, ANSWERS_MIN = 4 /* a connection */ };

struct connection {
    int socket;
    int64_t sent_us;
    struct buffer request;
    struct response answer;
};

struct running {
    const struct load *load;
    struct connection *connections;
    int epoll;
    size_t on_their_way;      /* requests */
    bool spent;               /* there are no more requests */
    int64_t begin_us, end_us; /* of what is measured */
    bool begun;
    int64_t last_us; /* when the last measured answer came */
    struct load_result result;
};

int load_connect(int port)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1, handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (handle < 0 || connect(handle, (const struct sockaddr *)&address, sizeof address))
        give_up("port %d: %s", port, strerror(errno));
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(handle, F_SETFL, O_NONBLOCK);
    return handle;
}

/* A request nearly always goes in one piece; where it does not, waiting here costs the others little. */
void load_send(int socket, const struct buffer *request)
{
    for (size_t sent = 0; sent < request->size;) {
        ssize_t size = send(socket, request->bytes + sent, request->size - sent, MSG_NOSIGNAL);
        if (size > 0) {
            sent += (size_t)size;
            continue;
        }
        struct pollfd room = {.fd = socket, .events = POLLOUT};
        if (errno != EAGAIN || poll(&room, 1, WAIT_MS) <= 0)
            give_up("a request could not be sent: %s", strerror(errno));
    }
}

/* Where many answers come at once, the time goes on until there are enough of them. */
static bool is_over(const struct running *running, int64_t now_us)
{
    return running->spent ||
           (now_us >= running->end_us && running->result.requests >= ANSWERS_MIN * running->load->connections);
}

static void send_next(struct running *running, size_t index)
{
    struct connection *connection = &running->connections[index];
    connection->request.size = 0;
    if (is_over(running, monotonic_us()))
        return;
    running->spent = !running->load->next(running->load->context, index, &connection->request);
    if (running->spent)
        return;
    connection->sent_us = monotonic_us();
    running->on_their_way++;
    load_send(connection->socket, &connection->request);
}

static void take_answer(struct running *running, size_t index)
{
    struct connection *connection = &running->connections[index];
    struct response *response = &connection->answer;
    int64_t now_us = monotonic_us();
    size_t counted = running->load->answered(running->load->context, index, response->status, response_body(response),
                                             response->size);
    running->on_their_way--;
    running->result.counted_in_all += counted;
    if (now_us < running->begin_us || is_over(running, now_us))
        return;
    if (!running->begun) { /* from this answer on */
        running->begun = true;
        running->begin_us = running->last_us = now_us;
        return;
    }
    running->last_us = now_us;
    running->result.requests++;
    running->result.counted += counted;
    latencies_add(&running->result.latencies, now_us - connection->sent_us);
}

static void read_answers(struct running *running, size_t index)
{
    struct connection *connection = &running->connections[index];
    if (!response_read(&connection->answer, connection->socket))
        give_up("connection %zu was closed, after status %d", index, connection->answer.status);
    if (!response_is_whole(&connection->answer))
        return;
    take_answer(running, index);
    response_forget(&connection->answer);
    send_next(running, index);
}

static void run(struct running *running)
{
    struct epoll_event events[EVENTS_MAX];
    for (size_t i = 0; i < running->load->connections; i++)
        send_next(running, i);
    while (running->on_their_way) {
        int count = epoll_wait(running->epoll, events, EVENTS_MAX, WAIT_MS);
        if (count <= 0)
            give_up("no answer came within %d s", WAIT_MS / 1000);
        for (int i = 0; i < count; i++)
            read_answers(running, (size_t)events[i].data.u64);
    }
}

struct load_result load_run(const struct load *load)
{
    struct running running = {.load = load, .epoll = epoll_create1(EPOLL_CLOEXEC)};
    running.connections = need_memory(calloc(load->connections, sizeof *running.connections));
    for (size_t i = 0; i < load->connections; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = i};
        running.connections[i].socket = load_connect(load->port);
        epoll_ctl(running.epoll, EPOLL_CTL_ADD, running.connections[i].socket, &event);
    }
    running.begin_us = monotonic_us() + (int64_t)(load->warm_s * 1e6);
    running.end_us = running.begin_us + (int64_t)(load->seconds_s * 1e6);
    run(&running);
    running.result.seconds_s = (double)(running.last_us - running.begin_us) / 1e6;
    for (size_t i = 0; i < load->connections; i++) {
        close(running.connections[i].socket);
        buffer_free(&running.connections[i].request);
        response_free(&running.connections[i].answer);
    }
    free(running.connections);
    close(running.epoll);
    return running.result;
}

void load_print(struct load_result *result, const char *counted)
{
    printf("\"%s\":%llu,\"%s_in_all\":%llu,\"requests\":%llu,\"seconds\":%.6f,", counted,
           (unsigned long long)result->counted, counted, (unsigned long long)result->counted_in_all,
           (unsigned long long)result->requests, result->seconds_s);
    latencies_print(&result->latencies);
}

void load_head(struct buffer *request, const char *method, const char *path, const char *token, size_t body_size)
{
    buffer_printf(request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, path);
    if (token)
        buffer_printf(request, "Authorization: Bearer %s\r\n", token);
    if (body_size)
        buffer_printf(request, "Content-Type: application/json\r\nContent-Length: %zu\r\n", body_size);
    buffer_text(request, "\r\n");
}

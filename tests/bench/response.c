#include "bench/response.h"

#include "bench/give_up.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

enum { READ_SIZE = 32 * 1024 };

static void read_head(struct response *response)
{
    const char *bytes = buffer_view(&response->bytes);
    const char *end = strstr(bytes, "\r\n\r\n");
    if (!end)
        return;
    response->head_size = (size_t)(end - bytes) + 4;
    response->status = atoi(bytes + strlen("HTTP/1.1 "));
    for (const char *line = bytes; line < end; line = strstr(line, "\r\n") + 2)
        if (!strncasecmp(line, "Content-Length:", strlen("Content-Length:")))
            response->size = strtoul(line + strlen("Content-Length:"), NULL, 10);
}

bool response_read(struct response *response, int socket)
{
    char *room = buffer_room(&response->bytes, READ_SIZE);
    if (!room)
        give_up("out of memory");
    ssize_t size = recv(socket, room, READ_SIZE, 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (size <= 0)
        return false;
    response->bytes.size += (size_t)size;
    if (!response->status)
        read_head(response);
    return true;
}

bool response_is_whole(const struct response *response)
{
    return response->status && response->bytes.size >= response->head_size + response->size;
}

const char *response_body(const struct response *response)
{
    return response->bytes.bytes + response->head_size;
}

void response_forget(struct response *response)
{
    response->bytes.size = 0;
    response->status = 0;
    response->head_size = response->size = 0;
}

void response_free(struct response *response)
{
    buffer_free(&response->bytes);
}

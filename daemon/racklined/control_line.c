#include "racklined/control_line.h"

#include "store/file_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum fault control_place_find(const char *database, struct control_place *ret, struct reasons *reasons)
{
    const char *real = file_real_path(database, reasons);
    const char *path = real ? arena_printf(reasons->arena, "%s.control", real) : NULL;
    const char *folder = path ? arena_copy(reasons->arena, path, (size_t)(strrchr(path, '/') - path) + 1) : NULL;
    if (!folder)
        return FAULT_IO;
    struct control_place place = {
        .folder = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
        .path = path,
        .name = strrchr(path, '/') + 1,
        .address = {.sun_family = AF_UNIX},
    };
    if (place.folder < 0) {
        reason_add(reasons, "control-line", NULL, "%s: %s", folder, strerror(errno));
        return FAULT_IO;
    }
    int size = snprintf(place.address.sun_path, sizeof place.address.sun_path, "/proc/self/fd/%d/%s", place.folder,
                        place.name);
    if (size >= (int)sizeof place.address.sun_path) {
        reason_add(reasons, "control-line", NULL, "%s is too long a name for a socket", place.name);
        control_place_close(&place);
        return FAULT_INVALID;
    }
    *ret = place;
    return NOTHING_WRONG;
}

void control_place_close(struct control_place *place)
{
    close(place->folder);
}

/* Room for one descriptor beside a message. */
union passing {
    struct cmsghdr header; /* for its alignment */
    char bytes[CMSG_SPACE(sizeof(int))];
};

bool control_send(int line, const char *message, int file)
{
    union passing passing = {.bytes = {0}};
    struct iovec text = {.iov_base = (char *)message, .iov_len = strlen(message)};
    struct msghdr sent = {.msg_iov = &text, .msg_iovlen = 1};
    if (file >= 0) {
        sent.msg_control = passing.bytes;
        sent.msg_controllen = sizeof passing.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&sent);
        *header =
            (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof file), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(header), &file, sizeof file);
    }
    return sendmsg(line, &sent, MSG_NOSIGNAL) == (ssize_t)text.iov_len;
}

bool control_receive(int line, char message[static CONTROL_MESSAGE_SIZE], int *ret_file)
{
    union passing passing = {.bytes = {0}};
    struct iovec text = {.iov_base = message, .iov_len = CONTROL_MESSAGE_SIZE - 1};
    struct msghdr received = {
        .msg_iov = &text, .msg_iovlen = 1, .msg_control = passing.bytes, .msg_controllen = sizeof passing.bytes};
    ssize_t size = recvmsg(line, &received, MSG_CMSG_CLOEXEC);
    if (size <= 0) {
        errno = size ? errno : 0;
        return false;
    }
    message[size] = '\0';
    *ret_file = -1;
    const struct cmsghdr *header = CMSG_FIRSTHDR(&received);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof *ret_file))
        memcpy(ret_file, CMSG_DATA(header), sizeof *ret_file);
    return true;
}

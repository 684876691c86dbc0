#include "racklined/backup_asked.h"

#include "racklined/control_line.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A daemon that is starting has the database, and no line yet. */
enum { TRIES = 50, TRY_US = 100000 };

static int connect_to(const struct control_place *place)
{
    int line = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (line < 0 || !connect(line, (const struct sockaddr *)&place->address, sizeof place->address))
        return line;
    const int error = errno;
    close(line);
    errno = error;
    return -1;
}

static enum fault reach(const char *database, struct progress_bar *bar, int *ret_line, struct reasons *reasons)
{
    struct control_place place;
    enum fault fault = control_place_find(database, &place, reasons);
    if (fault)
        return fault;
    int line = connect_to(&place);
    for (int i = 0; line < 0 && (errno == ENOENT || errno == ECONNREFUSED) && i < TRIES && !progress_bar_ended(bar);
         i++) {
        usleep(TRY_US);
        line = connect_to(&place);
    }
    if (line < 0)
        reason_add(reasons, "daemon-unreachable", NULL, "a daemon has %s open, and cannot be asked through %s: %s%s",
                   database, place.path, strerror(errno), errno == EACCES ? "; be its user, or root" : "");
    control_place_close(&place);
    *ret_line = line;
    return line < 0 ? FAULT_IO : NOTHING_WRONG;
}

/* Waits for a message or a signal. */
static bool await(int line, struct progress_bar *bar)
{
    struct pollfd ears[] = {{.fd = line, .events = POLLIN}, {.fd = bar->signals, .events = POLLIN}};
    while (poll(ears, 2, -1) < 0 && errno == EINTR)
        ;
    return !ears[1].revents || !progress_bar_ended(bar);
}

/* What one message says: *ret_over when it is the last. */
static enum fault take_message(const char *message, struct progress_bar *bar, bool *ret_over, struct reasons *reasons)
{
    const struct progress progress = progress_bar_progress(bar);
    int64_t done, total;
    if (sscanf(message, CONTROL_COPYING "%" SCNd64 " %" SCNd64, &done, &total) == 2)
        return progress_tell(&progress, "copying", "bytes", done, total) ? NOTHING_WRONG : FAULT_STOPPING;
    *ret_over = true;
    if (!strcmp(message, CONTROL_WHOLE))
        return NOTHING_WRONG;
    const bool told = !strncmp(message, CONTROL_FAILED, strlen(CONTROL_FAILED));
    reason_add(reasons, "backup-failed", NULL, "the daemon could not copy it: %s",
               told ? message + strlen(CONTROL_FAILED) : "it answered what this version does not know");
    return FAULT_IO;
}

static enum fault follow(int line, struct progress_bar *bar, struct reasons *reasons)
{
    enum fault fault = NOTHING_WRONG;
    for (bool over = false; !over && !fault;) {
        char message[CONTROL_MESSAGE_SIZE];
        int file = -1;
        if (!await(line, bar))
            return FAULT_STOPPING;
        if (control_receive(line, message, &file)) {
            fault = take_message(message, bar, &over, reasons);
        } else {
            reason_add(reasons, "daemon-left", NULL,
                       "the daemon ended before the copy was whole; ask again when it runs");
            fault = FAULT_IO;
        }
        if (file >= 0)
            close(file);
    }
    return fault;
}

enum fault backup_ask(const char *database, int descriptor, struct progress_bar *bar, struct reasons *reasons)
{
    int line;
    enum fault fault = reach(database, bar, &line, reasons);
    if (fault)
        return fault;
    if (control_send(line, CONTROL_BACKUP, descriptor)) {
        fault = follow(line, bar, reasons);
    } else {
        reason_add(reasons, "daemon-unreachable", NULL, "the daemon could not be asked: %s", strerror(errno));
        fault = FAULT_IO;
    }
    close(line);
    return fault;
}

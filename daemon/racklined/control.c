#include "racklined/control.h"

#include "base/monotonic.h"
#include "racklined/control_line.h"
#include "racklined/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAITING_MAX = 8, PATIENCE_S = 5 };

struct control {
    struct control_options options;
    struct arena *arena; /* of the place */
    struct control_place place;
    int listening;
    int stop; /* eventfd */
    pthread_t thread;
    pthread_mutex_t mutex; /* over what follows */
    int line;              /* that is served; -1: none */
    bool stopping;
};

/* ---- one command ---- */

/* The daemon's user and root, whatever the socket's permissions have become. */
static bool may_ask(int line)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    return !getsockopt(line, SOL_SOCKET, SO_PEERCRED, &peer, &size) && (peer.uid == geteuid() || peer.uid == 0);
}

static bool has_left(int line)
{
    struct pollfd peer = {.fd = line, .events = POLLRDHUP};
    return poll(&peer, 1, 0) > 0;
}

static bool tell_copied(void *context, const char *what, const char *things, int64_t done, int64_t total)
{
    (void)what, (void)things;
    const int line = *(const int *)context;
    char message[CONTROL_MESSAGE_SIZE];
    snprintf(message, sizeof message, CONTROL_COPYING "%" PRId64 " %" PRId64, done, total);
    return !has_left(line) && control_send(line, message, -1);
}

/* What is written to must be empty, and a file. */
static bool may_copy_into(int file)
{
    struct stat status;
    const int flags = fcntl(file, F_GETFL);
    return file >= 0 && flags >= 0 && (flags & O_ACCMODE) == O_RDWR && !(flags & O_APPEND) && !fstat(file, &status) &&
           S_ISREG(status.st_mode) && !status.st_size;
}

static void back_up(struct control *control, int line, int file)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct progress progress = {.tell = tell_copied, .context = &line};
    const struct log *log = control->options.log;
    const int64_t begun_us = monotonic_us();
    enum fault fault = FAULT_MEMORY;
    if (arena)
        fault = copying_run(control->options.copying, control->options.writer, file, &progress, &reasons);
    const char *why = reasons.count ? reasons.items[0].detail : fault_row(fault)->title;
    if (!fault) {
        log_line(log, LOG_LEVEL_INFO, "backup taken", "us=%" PRId64, monotonic_us() - begun_us);
        control_send(line, CONTROL_WHOLE, -1);
        return;
    }
    char message[CONTROL_MESSAGE_SIZE];
    snprintf(message, sizeof message, CONTROL_FAILED "%s", why);
    log_line(log, LOG_LEVEL_WARNING, "backup failed", "%s", has_left(line) ? "who asked for it left" : why);
    control_send(line, message, -1);
}

static void serve(struct control *control, int line)
{
    const struct timeval patience = {.tv_sec = PATIENCE_S};
    char message[CONTROL_MESSAGE_SIZE];
    int file = -1;
    setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(line, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (!may_ask(line) || !control_receive(line, message, &file))
        return;
    if (!strcmp(message, CONTROL_BACKUP) && may_copy_into(file))
        back_up(control, line, file);
    else
        control_send(line, CONTROL_FAILED "the daemon does not know what is asked of it", -1);
    if (file >= 0)
        close(file);
}

/* ---- the thread ---- */

/* Who says nothing must not keep the daemon from its end. False when it ends already. */
static bool begin_line(struct control *control, int line)
{
    pthread_mutex_lock(&control->mutex);
    control->line = line;
    bool goes_on = !control->stopping;
    pthread_mutex_unlock(&control->mutex);
    return goes_on;
}

static void end_line(struct control *control)
{
    pthread_mutex_lock(&control->mutex);
    close(control->line);
    control->line = -1;
    pthread_mutex_unlock(&control->mutex);
}

static void *serve_all(void *argument)
{
    struct control *control = argument;
    struct pollfd ears[] = {{.fd = control->stop, .events = POLLIN}, {.fd = control->listening, .events = POLLIN}};
    for (;;) {
        if (poll(ears, 2, -1) < 0 && errno != EINTR)
            return NULL;
        if (ears[0].revents)
            return NULL;
        int line = accept4(control->listening, NULL, NULL, SOCK_CLOEXEC);
        if (line < 0)
            continue;
        if (begin_line(control, line))
            serve(control, line);
        end_line(control);
    }
}

/* What an earlier daemon left is removed: nobody else may have it, since the database is ours. */
static bool listen_at(struct control *control)
{
    const struct control_place *place = &control->place;
    unlinkat(place->folder, place->name, 0);
    control->listening = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    return control->listening >= 0 && !fchmod(control->listening, 0600) &&
           !bind(control->listening, (const struct sockaddr *)&place->address, sizeof place->address) &&
           !listen(control->listening, WAITING_MAX);
}

static void control_free(struct control *control)
{
    pthread_mutex_destroy(&control->mutex);
    if (control->listening >= 0)
        close(control->listening);
    if (control->stop >= 0)
        close(control->stop);
    if (control->place.folder >= 0)
        control_place_close(&control->place);
    arena_free(control->arena);
    free(control);
}

enum fault control_start(const struct control_options *options, struct control **ret, struct reasons *reasons)
{
    struct control *control = calloc(1, sizeof *control);
    if (!control)
        return FAULT_MEMORY;
    *control = (struct control){
        .options = *options,
        .arena = arena_new(0),
        .place = {.folder = -1},
        .listening = -1,
        .stop = eventfd(0, EFD_CLOEXEC),
        .line = -1,
    };
    pthread_mutex_init(&control->mutex, NULL);
    struct reasons own = {.arena = control->arena};
    enum fault fault = control->arena && control->stop >= 0
                           ? control_place_find(options->database, &control->place, &own)
                           : FAULT_MEMORY;
    if (!fault && !listen_at(control)) {
        reason_add(&own, "control-line", NULL, "%s: %s", control->place.path, strerror(errno));
        fault = FAULT_IO;
    }
    if (!fault && pthread_create(&control->thread, NULL, serve_all, control))
        fault = FAULT_MEMORY;
    if (!fault) {
        *ret = control;
        return NOTHING_WRONG;
    }
    if (own.count)
        reason_add(reasons, own.items[0].code, NULL, "%s", own.items[0].detail);
    control_free(control);
    return fault;
}

void control_stop(struct control *control)
{
    if (!control)
        return;
    const uint64_t one = 1;
    copying_end(control->options.copying);
    pthread_mutex_lock(&control->mutex);
    control->stopping = true;
    if (control->line >= 0)
        shutdown(control->line, SHUT_RD); /* what is under way may still be told how it ended */
    pthread_mutex_unlock(&control->mutex);
    (void)!write(control->stop, &one, sizeof one);
    pthread_join(control->thread, NULL);
    unlinkat(control->place.folder, control->place.name, 0);
    control_free(control);
}

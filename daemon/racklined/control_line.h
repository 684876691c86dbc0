/* The line between a running daemon and the commands of its own machine: a socket beside the database, for the daemon's
 * user and root alone. A command asks in one message and passes an open file with it; the daemon answers in messages. */
#ifndef RACKLINE_CONTROL_LINE_H
#define RACKLINE_CONTROL_LINE_H

#include "base/fault.h"
#include "base/reason.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/un.h>

/* What may be asked: to copy the database into the file that comes with it. */
#define CONTROL_BACKUP "backup"

/* What is answered, one after another: "copying DONE TOTAL" in bytes, any number of times; then "whole", or "failed" and
 * why in a sentence. */
#define CONTROL_COPYING "copying "
#define CONTROL_WHOLE "whole"
#define CONTROL_FAILED "failed "

enum { CONTROL_MESSAGE_SIZE = 1024 };

/* Where a database's socket is: `<database>.control` beside the file itself. A path may be longer than an address of a
 * socket; so the folder is opened, and named by its descriptor. */
struct control_place {
    int folder;       /* to close with control_place_close */
    const char *path; /* of the socket, for people */
    const char *name; /* of the socket in the folder */
    struct sockaddr_un address;
};

/* Everything lives in the arena of the reasons. FAULT_INVALID with a reason when the name is too long; FAULT_IO. */
enum fault control_place_find(const char *database, struct control_place *ret, struct reasons *reasons);
void control_place_close(struct control_place *place);

/* Sends a message; with `file` (-1: none), which is then open on the other side too. False, with errno, when it cannot
 * be sent. */
bool control_send(int line, const char *message, int file);
/* Receives one, NUL-terminated. *ret_file is what came with it, to be closed; -1: nothing. False, with errno, when none
 * came; errno 0 when the other side hung up. */
bool control_receive(int line, char message[static CONTROL_MESSAGE_SIZE], int *ret_file);

#endif

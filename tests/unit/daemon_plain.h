/* Routes that are enough for tests of the server itself:
 *   GET /hello/{x}  answers {"hello":x}
 *   GET /secret     answers a viewer {"hello":"viewer"}
 *   GET /large      answers PLAIN_LARGE bytes
 *   POST /echo      takes {"text":…} and answers {"echo":…}
 *   POST /wait      posts `entered`, waits for `released`, and counts itself as done */
#ifndef RACKLINE_TEST_DAEMON_PLAIN_H
#define RACKLINE_TEST_DAEMON_PLAIN_H

#include "daemon_rig.h"

#include <semaphore.h>

struct plain {
    sem_t entered, released;
    atomic_int done;
};
extern struct plain plain;

void plain_prepare(struct rig *rig);
void plain_start(struct rig *rig);
/* Stops the daemon, after asking it whether it still answers. */
void plain_stop_well(struct rig *rig);
/* Sends GET /hello on a connection; whether it is answered. */
bool plain_is_served(int client);

#define PLAIN_LARGE (8 << 20)
#define HELLO "GET /hello/x HTTP/1.1\r\n"
#define ECHO "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
#define WAIT "POST /wait HTTP/1.1\r\nHost: a\r\n\r\n"

#endif

/* Where stations wait for work: a bell for each type of station, rung when something became ready there. So an idle
 * station asks the daemon when there is reason to, and not all the time. */
#ifndef RACKLINE_FLOOR_BOARD_H
#define RACKLINE_FLOOR_BOARD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bell {
    pthread_cond_t rung;
    uint64_t count; /* how often */
};

struct board {
    pthread_mutex_t lock;
    struct bell *bells; /* one a type of station */
    size_t count;
    bool closed; /* nobody waits any more */
};

void board_init(struct board *board, size_t types);
void board_free(struct board *board);

/* How often the bell was rung. Ask before the daemon is asked, so that nothing is missed in between. */
uint64_t board_heard(struct board *board, size_t type);
/* Waits until it was rung again, the board is closed or the time is over. */
void board_wait(struct board *board, size_t type, uint64_t heard, int64_t timeout_us);

void board_ring(struct board *board, size_t type);
void board_ring_all(struct board *board);
void board_close(struct board *board);

#endif

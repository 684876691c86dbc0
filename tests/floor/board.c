#include "floor/board.h"

#include "base/time.h"
#include "floor/http.h"
#include "floor/memory.h"

#include <stdlib.h>
#include <time.h>

void board_init(struct board *board, size_t types)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    *board = (struct board){.bells = need_memory(calloc(types, sizeof *board->bells)), .count = types};
    pthread_mutex_init(&board->lock, NULL);
    for (size_t i = 0; i < types; i++)
        pthread_cond_init(&board->bells[i].rung, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

void board_free(struct board *board)
{
    for (size_t i = 0; i < board->count; i++)
        pthread_cond_destroy(&board->bells[i].rung);
    free(board->bells);
    pthread_mutex_destroy(&board->lock);
}

uint64_t board_heard(struct board *board, size_t type)
{
    pthread_mutex_lock(&board->lock);
    uint64_t heard = board->bells[type].count;
    pthread_mutex_unlock(&board->lock);
    return heard;
}

void board_wait(struct board *board, size_t type, uint64_t heard, int64_t timeout_us)
{
    int64_t ends_us = monotonic_us() + timeout_us;
    struct timespec ends = {.tv_sec = ends_us / US_PER_SECOND, .tv_nsec = ends_us % US_PER_SECOND * 1000};
    struct bell *bell = &board->bells[type];
    pthread_mutex_lock(&board->lock);
    int expired = 0;
    while (!board->closed && bell->count == heard && !expired)
        expired = pthread_cond_timedwait(&bell->rung, &board->lock, &ends);
    pthread_mutex_unlock(&board->lock);
}

static void ring(struct board *board, size_t first, size_t end)
{
    pthread_mutex_lock(&board->lock);
    for (size_t i = first; i < end; i++) {
        board->bells[i].count++;
        pthread_cond_broadcast(&board->bells[i].rung);
    }
    pthread_mutex_unlock(&board->lock);
}

void board_ring(struct board *board, size_t type)
{
    ring(board, type, type + 1);
}

void board_ring_all(struct board *board)
{
    ring(board, 0, board->count);
}

void board_close(struct board *board)
{
    pthread_mutex_lock(&board->lock);
    board->closed = true;
    pthread_mutex_unlock(&board->lock);
    board_ring_all(board);
}

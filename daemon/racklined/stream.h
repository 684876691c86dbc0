/* The journal as it grows: live feeds (text/event-stream), and finite ones (NDJSON) that end at the head.
 *
 * A live feed that has sent everything is suspended, not polled: the writer wakes all of them after a commit. A
 * suspended client that leaves is not noticed by the HTTP library, so a keeper thread looks for hang-ups, and sends a
 * heartbeat now and then: by its absence a client knows that the connection hangs, and proxies keep it open.
 *
 * A feed at the head reads what was just entered where it is sent. One that is far behind, as a finite one always is,
 * is suspended until a reading thread has read on for it: each has its turn, however many there are.
 *
 * What is read at once is small, and so what a feed holds whose client does not read is bounded by the connections; but
 * for a single entry that is large. That is held against what may be in flight, and a feed that comes to one for which
 * there is no room is over: an export breaks off, so that nobody takes it for whole. */
#ifndef RACKLINE_STREAM_H
#define RACKLINE_STREAM_H

#include "service/feed.h"

#include <sys/types.h>

struct exchange;
struct in_flight;
struct long_reads;
struct metrics;
struct readers;
struct stream;
struct streams;

/* An event of its own, without data and without a position: who asks for entries alone passes over it. */
#define STREAM_HEARTBEAT "event: heartbeat\ndata:\n\n"

struct streams_options {
    struct readers *readers;
    struct in_flight *in_flight; /* which what is being told counts in, where it is not small */
    struct long_reads *reads;    /* where what is far behind the head is read */
    struct metrics *metrics;
    int64_t heartbeat_us;                         /* of silence, after which a heartbeat is sent */
    size_t live_max;                              /* live feeds at once */
    void (*suspend)(struct exchange *exchange);   /* stops the server from asking for more */
    void (*resume)(struct exchange *exchange);    /* lets it ask again */
    bool (*may_go_on)(struct exchange *exchange); /* its token was not revoked, its session is not over */
    int (*descriptor)(struct exchange *exchange); /* the client's socket */
};

enum fault streams_start(const struct streams_options *options, struct streams **ret);
/* Says that the journal grew. From any thread. */
void streams_wake(struct streams *streams);
/* Another limit than live_max of the options; feeds past it go on. From any thread. */
void streams_set_max(struct streams *streams, size_t live_max);
/* Ends every live feed; afterwards none is suspended, and none will be, but for what is being read for it. */
void streams_end(struct streams *streams);
/* Frees what streams_start made, after streams_end and after every stream was freed. NULL is safe. */
void streams_free(struct streams *streams);

struct stream_range {
    int64_t after; /* the position after which it begins */
    int64_t head;  /* of the journal, where it is opened */
    int64_t limit; /* lines of a finite one; ABSENT_INTEGER: all up to the head */
};

/* Opens a feed: FEED_STREAM without end, or FEED_LINES up to the head. FAULT_BUSY when live_max feeds are open;
 * FAULT_STOPPING; FAULT_MEMORY. */
enum fault stream_open(struct streams *streams, struct exchange *exchange, enum feed_form form,
                       const struct stream_range *range, struct stream **ret);
/* NULL is safe. */
void stream_free(struct stream *stream);
bool stream_is_live(const struct stream *stream);

enum { STREAM_END = -1, STREAM_FAILED = -2 };
/* Copies the next bytes, at most `room`. 0: the exchange was suspended, and is resumed when there is more, or when it
 * ends. */
ssize_t stream_read(struct stream *stream, char *bytes, size_t room);

#endif

#include "service/feed.h"

#include "store/journal.h"

#include <string.h>

struct feed {
    struct buffer *buffer;
    enum feed_form form;
    size_t bytes_max;
    int64_t after;
    bool begun;
    bool full; /* what came next had no room */
};

enum { AROUND_MAX = 40 }; /* bytes that a form puts around an entry */

static enum fault feed_entry(void *context, const void *row)
{
    struct feed *feed = context;
    const struct journal_row *entry = row;
    feed->full = feed->begun && feed->buffer->size + strlen(entry->bytes) + AROUND_MAX > feed->bytes_max;
    if (feed->full)
        return FAULT_BUSY; /* ends the reading */
    switch (feed->form) {
    case FEED_PAGE:
        if (feed->begun)
            buffer_char(feed->buffer, ',');
        buffer_text(feed->buffer, entry->bytes);
        break;
    case FEED_LINES:
        buffer_text(feed->buffer, entry->bytes);
        buffer_char(feed->buffer, '\n');
        break;
    case FEED_STREAM: /* without an event name, so that a browser's onmessage gets every type */
        buffer_text(feed->buffer, "id: ");
        buffer_integer(feed->buffer, entry->journal_position);
        buffer_text(feed->buffer, "\ndata: ");
        buffer_text(feed->buffer, entry->bytes);
        buffer_text(feed->buffer, "\n\n");
        break;
    }
    feed->begun = true;
    feed->after = entry->journal_position;
    return feed->buffer->failed ? FAULT_MEMORY : NOTHING_WRONG;
}

enum fault feed_read(struct session *session, int64_t after, int64_t limit, size_t bytes_max, enum feed_form form,
                     struct buffer *buffer, int64_t *ret_after)
{
    struct feed feed = {.buffer = buffer, .form = form, .bytes_max = bytes_max, .after = after};
    if (form == FEED_PAGE)
        buffer_text(buffer, "{\"items\":[");
    enum fault fault = journal_after(session->store, after, limit, feed_entry, &feed);
    if (feed.full)
        fault = NOTHING_WRONG;
    struct journal_head head = {.journal_position = 0};
    if (fault == NOTHING_WRONG && form == FEED_PAGE)
        fault = journal_head(session->store, &head);
    if (fault)
        return fault;
    if (form == FEED_PAGE) {
        buffer_text(buffer, "],\"next_after\":");
        buffer_integer(buffer, feed.after);
        buffer_text(buffer, ",\"head\":");
        buffer_integer(buffer, head.journal_position);
        buffer_char(buffer, '}');
    }
    *ret_after = feed.after;
    return buffer->failed ? FAULT_MEMORY : NOTHING_WRONG;
}

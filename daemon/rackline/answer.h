/* Answers on the standard output, in the form that was asked for. */
#ifndef RACKLINE_ANSWER_H
#define RACKLINE_ANSWER_H

#include "rackline/http.h"
#include "rackline/words.h"

#include "base/json_value.h"

/* One thing, as it came: a document on a screen, JSON on one line otherwise; as CSV its plain members, a row. */
bool answer_thing(const struct words *words, const struct http_reply *reply, const struct json *thing);

/* The entry that a change became: on a screen its type and where it stands in the journal. Where an order is due at a
 * time that is past, the standard error says so. */
bool answer_entry(const struct words *words, const struct http_reply *reply, const struct json *entry);

/* A list, page by page: NDJSON and CSV are written as they come; a table and JSON at the end. */
struct answer_list {
    const struct words *words;
    struct json **pages; /* owned; kept where the end is waited for */
    size_t page_count;
    size_t written;      /* items */
    bool begun;          /* a page was written */
};
/* Takes the page, which is the list's from then on, and at the most `most` items of it. */
bool answer_page(struct answer_list *list, struct json *page, size_t most);
/* Writes what is left to write. */
bool answer_end(struct answer_list *list);
void answer_list_free(struct answer_list *list);

/* Says on the standard error, once, that the daemon is a training one; only where a person reads. */
void answer_training(const struct words *words, const struct http_reply *reply);

#endif

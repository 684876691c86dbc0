/* The journal: followed as it grows, and written out whole. */
#include "base/time.h"
#include "rackline/complain.h"
#include "rackline/progress.h"
#include "rackline/screen.h"
#include "rackline/table.h"
#include "rackline/value_text.h"
#include "rackline/words.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const struct json_limits LIMITS = {.depth = 64, .items = 1000000};

/* Where the journal's head is. An exit status. */
static int read_head(const struct words *words, struct http *http, int64_t *ret)
{
    struct http_reply reply;
    const struct http_request request = {.method = "GET", .path = "/v1/events?limit=1", .repeatable = true};
    if (!http_send(http, &request, &reply) || reply.status != 200)
        return complain_answer(words->command, http, words->general.url, &reply);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct json *page = NULL;
    if (!arena || json_parse(reply.body.bytes, reply.body.size, LIMITS, &page, &reasons))
        return complain_reasons(NULL, FAULT_MEMORY, &reasons);
    const struct json *head = object_member(page, "head");
    *ret = head && value_kind(head) == VALUE_INTEGER ? value_integer(head) : 0;
    json_free(page);
    return EXIT_DONE;
}

/* The --after that was said, or `otherwise`. False, with a complaint, when it is no position. */
static bool read_number(const struct words *words, const char *member, int64_t otherwise, int64_t *ret)
{
    const char *text = words_text(words, member);
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const struct record *query = words->command->query;
    *ret = otherwise;
    if (!text)
        return true;
    void *row = arena ? arena_alloc(arena, query->size) : NULL;
    const struct field *field = record_field(query, member);
    if (row && field_from_text(field, row, text, member, &reasons)) {
        *ret = *(const int64_t *)field_of(field, row);
        return true;
    }
    complain_reasons(words->command, FAULT_INVALID, &reasons);
    return false;
}

/* ---- follow ---- */

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

struct follower {
    const struct words *words;
    struct screen screen;
    int64_t position; /* of the last entry that was shown */
    int64_t left;     /* entries still to be shown */
    bool failed;      /* the output takes no more */
};

static void add_cell(struct buffer *line, const struct json *object, const char *member)
{
    const struct json *value = object ? object_member(object, member) : NULL;
    char *cell = value ? table_cell(value) : NULL;
    if (cell && *cell)
        buffer_printf(line, "  %s", cell);
    free(cell);
}

/* What a person wants to see of an entry: where, when, what, of what, by whom. */
static void add_brief(struct buffer *line, const struct follower *follower, const struct json *entry)
{
    const struct json *data = object_member(entry, "data");
    char *type = table_cell(object_member(entry, "type"));
    add_cell(line, entry, "journal_position");
    add_cell(line, entry, "recorded");
    buffer_text(line, "  ");
    table_coloured(line, &follower->screen, COLOUR_BOLD, type ? type : "");
    for (const char *const *member = (const char *const[]){"unit", "order", "operation", "position", "characteristic",
                                                           "value", "check", "answer", "verdict", "state", NULL};
         *member; member++)
        add_cell(line, data, *member);
    add_cell(line, entry, "by");
    buffer_char(line, '\n');
    free(type);
}

static bool show_entry(struct follower *follower, const char *bytes, size_t size)
{
    BUFFER_OWNED struct buffer line = {0};
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct json *entry = NULL;
    if (follower->words->general.output != OUTPUT_TABLE) {
        buffer_add(&line, bytes, size);
        buffer_char(&line, '\n');
    } else if (arena && json_parse(bytes, size, LIMITS, &entry, &reasons) == NOTHING_WRONG) {
        add_brief(&line, follower, entry);
    }
    json_free(entry);
    return !line.failed && fwrite(line.bytes, 1, line.size, stdout) == line.size && !fflush(stdout);
}

static void take_entry(struct follower *follower, const char *bytes, size_t size)
{
    follower->failed = !show_entry(follower, bytes, size);
    follower->left--;
}

static bool is_over(const struct follower *follower)
{
    return follower->failed || !follower->left || stopped;
}

/* A line of the stream (text/event-stream): the position comes before the entry. */
static bool take_line(void *context, const char *line, size_t size)
{
    static const char ID[] = "id: ", DATA[] = "data: ";
    struct follower *follower = context;
    if (size > sizeof ID - 1 && !strncmp(line, ID, sizeof ID - 1))
        follower->position = strtoll(line + sizeof ID - 1, NULL, 10);
    if (size > sizeof DATA - 1 && !strncmp(line, DATA, sizeof DATA - 1))
        take_entry(follower, line + sizeof DATA - 1, size - (sizeof DATA - 1));
    return !is_over(follower);
}

/* One connection of the stream. An exit status; EXIT_DONE also when it broke off and is to be taken up again. */
static int follow_once(struct follower *follower, struct http *http, bool *ret_reached)
{
    char path[64];
    struct http_reply reply;
    snprintf(path, sizeof path, "/v1/events?after=%lld", (long long)follower->position);
    const struct http_request request = {.method = "GET", .path = path, .accept = "text/event-stream"};
    bool answered = http_follow(http, &request, take_line, follower, &stopped, &reply);
    bool broke = !answered && reply.status == 0;
    if (is_over(follower) || reply.status == 200)
        *ret_reached = true;
    else if (broke || reply.status == 503)
        return EXIT_DONE;
    else
        return complain_answer(follower->words->command, http, follower->words->general.url, &reply);
    return EXIT_DONE;
}

int event_follow(const struct words *words, struct http *http)
{
    struct follower follower = {.words = words, .screen = screen_of_output()};
    int status = read_head(words, http, &follower.position);
    if (status)
        return status;
    if (!read_number(words, "after", follower.position, &follower.position) ||
        !read_number(words, "limit", INT64_MAX, &follower.left))
        return EXIT_USAGE;
    struct sigaction action = {.sa_handler = stop};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    while (!status && !is_over(&follower)) {
        bool reached = false;
        status = follow_once(&follower, http, &reached);
        if (status || is_over(&follower))
            break;
        if (!reached && isatty(STDERR_FILENO))
            fprintf(stderr, "rackline: %s does not answer; trying again after position %lld\n", words->general.url,
                    (long long)follower.position);
        sleep(1);
    }
    return status ? status : follower.failed ? EXIT_FAILED : EXIT_DONE;
}

/* ---- export ---- */

struct exporter {
    struct progress progress;
    int64_t written;
    bool failed;
};

static bool write_line(void *context, const char *line, size_t size)
{
    struct exporter *exporter = context;
    exporter->failed = fwrite(line, 1, size, stdout) != size || putchar('\n') == EOF;
    progress_at(&exporter->progress, ++exporter->written);
    return !exporter->failed;
}

/* Page after page, so that no request lasts long; the head of the beginning is the end. */
static int export_all(const struct words *words, struct http *http, int64_t after, int64_t end)
{
    enum { PAGE = 1000 };
    struct exporter exporter = {.progress = progress_begin("entries", end - after)};
    int status = EXIT_DONE;
    while (!status && after + exporter.written < end) {
        int64_t from = after + exporter.written;
        char path[96];
        struct http_reply reply;
        snprintf(path, sizeof path, "/v1/events?after=%lld&limit=%lld", (long long)from,
                 (long long)(end - from < PAGE ? end - from : PAGE));
        const struct http_request request = {.method = "GET", .path = path, .accept = "application/x-ndjson"};
        bool answered = http_follow(http, &request, write_line, &exporter, NULL, &reply);
        if (exporter.failed)
            status = EXIT_FAILED;
        else if (!answered || reply.status != 200 || after + exporter.written == from)
            status = complain_answer(words->command, http, words->general.url, &reply);
    }
    progress_end(&exporter.progress);
    return status || !fflush(stdout) ? status : EXIT_FAILED;
}

int event_export(const struct words *words, struct http *http)
{
    int64_t head, after, limit;
    int status = read_head(words, http, &head);
    if (status)
        return status;
    if (!read_number(words, "after", 0, &after) || !read_number(words, "limit", INT64_MAX, &limit))
        return EXIT_USAGE;
    return export_all(words, http, after, head - after > limit ? after + limit : head);
}

#include "rackline/perform.h"

#include "base/json_value.h"
#include "base/time.h"
#include "base/uuid.h"
#include "rackline/answer.h"
#include "rackline/ask.h"
#include "rackline/complain.h"
#include "rackline/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static const struct json_limits LIMITS = {.depth = 64, .items = 10000000};

static int64_t wall_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000;
}

/* The id that was given, else a new one. False when the machine has no random bits to give. */
static bool choose_id(const struct words *words, int64_t now_us, char ret[static UUID_TEXT_SIZE])
{
    uint8_t random[10];
    if (words->general.id) {
        memcpy(ret, words->general.id, UUID_TEXT_SIZE);
        return true;
    }
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        return false;
    uuid_format(uuid_make(now_us, random), ret);
    return true;
}

/* The answer's document, or NULL with *ret_status set. */
static struct json *parse(const struct http_reply *reply, struct reasons *reasons, int *ret_status)
{
    struct json *document = NULL;
    enum fault fault = json_parse(reply->body.bytes, reply->body.size, LIMITS, &document, reasons);
    if (fault) {
        complain_reasons(NULL, fault, reasons);
        *ret_status = EXIT_FAILED;
    }
    return document;
}

static bool is_success(const struct http_reply *reply)
{
    return reply->status >= 200 && reply->status < 300;
}

/* ---- one request ---- */

/* Sends it and shows what came. */
static int exchange(const struct words *words, struct http *http, const struct http_request *request,
                    struct reasons *reasons)
{
    struct http_reply reply;
    int status = EXIT_DONE;
    if (!http_send(http, request, &reply) || !is_success(&reply))
        return complain_answer(words->command, http, words->general.url, &reply);
    answer_training(words, &reply);
    if (!reply.body.size)
        return EXIT_DONE;
    struct json *document = parse(&reply, reasons, &status);
    if (!document)
        return status;
    bool shown = words->command->shape == COMMAND_SHOW ? answer_thing(words, &reply, document)
                                                       : answer_entry(words, &reply, document);
    json_free(document);
    return shown ? EXIT_DONE : EXIT_FAILED;
}

static struct http_request request_of(const struct words *words, struct ask *ask)
{
    return (struct http_request){
        .method = words->command->method,
        .path = buffer_view(&ask->address),
        .body = ask->body.size ? ask->body.bytes : NULL,
        .body_size = ask->body.size,
        .repeatable = strcmp(words->command->method, "PUT") != 0,
    };
}

/* The version of what is there, as If-Match takes it: its entity tag, or what a view that shows more than the thing
 * itself says of it. */
static void take_version(const struct http_reply *reply, const struct json *there, char ret[static ETAG_SIZE])
{
    const struct json *version = object_member(there, "version");
    if (*reply->etag == '"')
        memcpy(ret, reply->etag, ETAG_SIZE);
    else if (version && value_kind(version) == VALUE_INTEGER)
        snprintf(ret, ETAG_SIZE, "\"%lld\"", (long long)value_integer(version));
}

/* Reads what is there, for its version and for what of it stays. A thing that is not there has no version. An exit
 * status. */
static int read_there(const struct words *words, struct http *http, struct ask *ask, struct reasons *reasons,
                      char ret_version[static ETAG_SIZE])
{
    struct http_reply reply;
    struct json *there = NULL;
    const struct http_request request = {.method = "GET", .path = buffer_view(&ask->address), .repeatable = true};
    int status = EXIT_DONE;
    *ret_version = '\0';
    bool sent = http_send(http, &request, &reply);
    bool is_new = sent && reply.status == 404 && words->command->shape == COMMAND_DEFINE;
    if (!is_new && (!sent || !is_success(&reply)))
        return complain_answer(words->command, http, words->general.url, &reply);
    if (!is_new && !(there = parse(&reply, reasons, &status)))
        return status;
    if (there)
        take_version(&reply, there, ret_version);
    enum fault fault = command_keeps(words->command) ? ask_keep(words, there, ask, reasons) : NOTHING_WRONG;
    json_free(there);
    return fault ? complain_reasons(words->command, fault, reasons) : EXIT_DONE;
}

/* ---- a list ---- */

/* The address of a page: what was asked, and where it goes on. */
static void page_address(const struct ask *ask, const char *cursor, size_t want, struct buffer *ret)
{
    enum { PAGE = 1000 };
    buffer_add(ret, ask->address.bytes, ask->address.size);
    buffer_printf(ret, "%climit=%zu", memchr(ask->address.bytes, '?', ask->address.size) ? '&' : '?',
                  want < PAGE ? want : (size_t)PAGE);
    if (cursor) {
        buffer_text(ret, "&cursor=");
        http_escape(ret, cursor);
    }
}

static int take_pages(const struct words *words, struct http *http, struct ask *ask, struct answer_list *list,
                      struct reasons *reasons)
{
    size_t most = words->general.limit == ABSENT_INTEGER ? SIZE_MAX : (size_t)words->general.limit;
    struct progress progress = progress_begin("items", 0);
    const char *cursor = NULL;
    int status = EXIT_DONE;
    do {
        BUFFER_OWNED struct buffer address = {0};
        struct http_reply reply;
        page_address(ask, cursor, most - list->written, &address);
        struct http_request request = request_of(words, ask);
        request.path = buffer_view(&address);
        if (!request.path)
            return EXIT_FAILED;
        if (!http_send(http, &request, &reply) || !is_success(&reply)) {
            status = complain_answer(words->command, http, words->general.url, &reply);
            break;
        }
        if (!list->written)
            answer_training(words, &reply);
        struct json *page = parse(&reply, reasons, &status);
        if (!page)
            break;
        cursor = arena_text(reasons->arena, json_text_member(page, "next_cursor"));
        if (!answer_page(list, page, most - list->written))
            status = EXIT_FAILED;
        progress_at(&progress, (int64_t)list->written);
    } while (cursor && !status && list->written < most);
    progress_end(&progress);
    return status;
}

/* Nothing of a thing may be listed because there is no such thing: the units of an order. An exit status. */
static int look_for(const struct words *words, struct http *http, const struct word *word)
{
    const struct command *show = command_find(word->member, "show");
    BUFFER_OWNED struct buffer address = {0};
    struct http_reply reply;
    if (!show || strcmp(show->operands, word->member))
        return EXIT_DONE;
    buffer_add(&address, show->path, strcspn(show->path, "{"));
    http_escape(&address, word->text);
    const struct http_request request = {.method = "GET", .path = buffer_view(&address), .repeatable = true};
    bool missing = request.path && http_send(http, &request, &reply) && reply.status == 404;
    return missing ? complain_answer(show, http, words->general.url, &reply) : EXIT_DONE;
}

static int show_list(const struct words *words, struct http *http, struct ask *ask, struct reasons *reasons)
{
    struct answer_list list = {.words = words};
    int status = take_pages(words, http, ask, &list, reasons);
    if (!status && !answer_end(&list))
        status = EXIT_FAILED;
    for (size_t i = 0; !status && !list.written && i < words->said.count; i++)
        status = look_for(words, http, &words->said.items[i]);
    answer_list_free(&list);
    return status;
}

/* ---- the whole ---- */

static int perform_asked(const struct words *words, struct http *http, struct ask *ask, const char *id,
                         struct reasons *reasons)
{
    char version[ETAG_SIZE] = "";
    enum command_shape shape = words->command->shape;
    bool puts = shape == COMMAND_DEFINE || shape == COMMAND_CHANGE;
    int status = puts ? read_there(words, http, ask, reasons, version) : EXIT_DONE;
    if (status)
        return status;
    struct http_request request = request_of(words, ask);
    if (words->general.preview)
        return show_list(words, http, ask, reasons);
    switch (shape) {
    case COMMAND_LIST:
        return show_list(words, http, ask, reasons);
    case COMMAND_EDIT:
        request.key = id;
        break;
    case COMMAND_DEFINE:
    case COMMAND_CHANGE:
        request.if_match = *version ? version : NULL;
        break;
    case COMMAND_SHOW:
    case COMMAND_REPORT:
    case COMMAND_OWN:
        break;
    }
    return exchange(words, http, &request, reasons);
}

int perform(const struct words *words, struct http *http)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    ASK_OWNED struct ask ask = {0};
    struct reasons reasons = {.arena = arena};
    char id[UUID_TEXT_SIZE];
    int64_t now_us = wall_us();
    const struct command *command = words->command;
    if (!arena || !choose_id(words, now_us, id))
        return complain_reasons(NULL, FAULT_MEMORY, &reasons);
    enum fault fault =
        ask_make(words, words->general.preview ? command->preview : command->path, now_us, id, &ask, &reasons);
    if (fault)
        return complain_reasons(command, fault, &reasons);
    return perform_asked(words, http, &ask, id, &reasons);
}

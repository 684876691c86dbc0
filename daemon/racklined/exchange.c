#include "racklined/exchange.h"

#include "base/monotonic.h"
#include "base/problem.h"
#include "racklined/daemon.h"
#include "racklined/languages.h"
#include "racklined/shared.h"
#include "racklined/stream.h"

#include <stdio.h>
#include <stdlib.h>

/* A body of nothing but braces takes about ten times its size when it is read; answers take what they need. */
enum { ARENA_PER_BODY = 16, ARENA_FOR_ANSWER = 64 << 20 };

struct exchange *exchange_new(struct daemon *daemon, const char *target)
{
    const struct settings *settings = daemon->settings;
    struct exchange *exchange = calloc(1, sizeof *exchange);
    struct arena *arena = arena_new((size_t)settings->body_max * ARENA_PER_BODY + ARENA_FOR_ANSWER);
    const char *copy = arena ? arena_text(arena, target) : NULL;
    if (!exchange || !copy) {
        arena_free(arena);
        free(exchange);
        return NULL;
    }
    exchange->daemon = daemon;
    exchange->settings = settings;
    exchange->arena = arena;
    exchange->started_us = monotonic_us();
    exchange->target = exchange->shared_key = copy;
    exchange->request.arena = arena;
    exchange->request.reasons.arena = arena;
    exchange->request.if_match = ABSENT_INTEGER;
    exchange->request.any_later = *daemon->training;
    exchange->request.principal.token = "";
    exchange->job.answer.version = ABSENT_INTEGER;
    return exchange;
}

void exchange_free(struct exchange *exchange)
{
    if (!exchange)
        return;
    stream_free(exchange->stream);
    shared_release(exchange->shared);
    json_free(exchange->document);
    buffer_free(&exchange->body);
    buffer_free(&exchange->job.answer.body);
    buffer_free(&exchange->reply.body);
    arena_free(exchange->arena);
    free(exchange);
}

bool exchange_speak(struct exchange *exchange, const char *accept_language)
{
    const struct language *language = language_asked(accept_language);
    exchange->request.reasons.language = language;
    if (language)
        exchange->shared_key = arena_join(exchange->arena, language->tag, exchange->target);
    return exchange->shared_key != NULL;
}

void exchange_refuse(struct exchange *exchange, enum fault fault)
{
    struct reply *reply = &exchange->reply;
    buffer_free(&reply->body);
    *reply->etag = '\0';
    problem_write(&reply->body, fault, &exchange->request.reasons);
    reply->status = fault_row(fault)->status;
    reply->content_type = PROBLEM_TYPE;
}

void exchange_answer(struct exchange *exchange, int status, const char *content_type, struct buffer *body)
{
    struct reply *reply = &exchange->reply;
    reply->status = status;
    reply->content_type = content_type;
    reply->body = *body;
    *body = (struct buffer){0};
}

void exchange_tag(struct exchange *exchange, int64_t version, int64_t head)
{
    if (version == ABSENT_INTEGER)
        etag_of_head(head, exchange->reply.etag);
    else
        etag_of_version(version, exchange->reply.etag);
}

bool exchange_is_answered(const struct exchange *exchange)
{
    return exchange->reply.status != 0;
}

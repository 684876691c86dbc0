#include "rackline/ask.h"

#include "base/field_value.h"
#include "base/time.h"
#include "rackline/http.h"
#include "rackline/value_text.h"

#include <errno.h>
#include <stdio.h>

static const struct json_limits LIMITS = {.depth = 64, .items = 1000000};

void ask_free(struct ask *ask)
{
    buffer_free(&ask->address);
    buffer_free(&ask->body);
}

/* ---- a file ---- */

static bool read_all(FILE *file, struct buffer *ret)
{
    char *room;
    size_t size = 1;
    while (size && (room = buffer_room(ret, 65536))) {
        size = fread(room, 1, 65536, file);
        ret->size += size;
    }
    return !ferror(file) && !ret->failed;
}

enum fault file_parse(const char *path, struct json **ret, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer text = {0};
    bool input = !strcmp(path, "-");
    FILE *file = input ? stdin : fopen(path, "re");
    bool read = file && read_all(file, &text);
    if (!read)
        reason_add(reasons, "cannot-read", path, "the file cannot be read: %s", strerror(errno));
    if (file && !input)
        fclose(file);
    return read ? json_parse(text.bytes, text.size, LIMITS, ret, reasons) : FAULT_INVALID;
}

static enum fault document_read(const struct words *words, struct json **ret, struct reasons *reasons)
{
    const char *operand = words_text(words, OPERAND_FILE);
    const char *path = operand ? operand : words->general.file;
    if (!path)
        return NOTHING_WRONG;
    enum fault fault = file_parse(path, ret, reasons);
    if (!fault && !json_is_object(*ret)) {
        reason_add(reasons, REASON_WRONG_TYPE, path, "the file must hold one JSON object");
        fault = FAULT_INVALID;
    }
    return fault;
}

/* ---- the address ---- */

/* A segment is said, or stands in the document: of a definition, its part number and revision. */
static void add_segment(const struct words *words, const struct json *document, const char *member,
                        struct buffer *address, struct reasons *reasons)
{
    const char *text = words_text(words, member);
    if (!text && document)
        text = json_text_member(document, member);
    if (text && *text)
        http_escape(address, text);
    else
        reason_add(reasons, REASON_MISSING, member, "must be said, or stand in the file");
}

static enum fault add_path(const struct words *words, const char *path, const struct json *document,
                           struct buffer *address, struct reasons *reasons)
{
    for (const char *at = path; *at;) {
        size_t plain = strcspn(at, "{");
        buffer_add(address, at, plain);
        at += plain;
        if (!*at)
            break;
        size_t size = strcspn(at + 1, "}");
        const char *member = arena_copy(reasons->arena, at + 1, size);
        if (!member)
            return FAULT_MEMORY;
        add_segment(words, document, member, address, reasons);
        at += size + 2;
    }
    return NOTHING_WRONG;
}

/* Holds a text against its field; what comes of it is thrown away. */
static bool word_fits(const struct record *record, const struct field *field, const char *text, struct reasons *reasons)
{
    void *scratch = arena_alloc(reasons->arena, record->size);
    return scratch && field_from_text(field, scratch, text, field->name, reasons);
}

static void add_query(const struct words *words, struct buffer *address, struct reasons *reasons)
{
    const struct record *query = words->command->query;
    char between = '?';
    for (size_t i = 0; query && i < query->count; i++) {
        const struct field *field = &query->fields[i];
        const char *text = words_text(words, field->name);
        if (!text || path_has(words->command->path, field->name) || !word_fits(query, field, text, reasons))
            continue;
        buffer_char(address, between);
        buffer_text(address, field->name);
        buffer_char(address, '=');
        http_escape(address, text);
        between = '&';
    }
}

/* ---- the body ---- */

static void add_name(struct buffer *body, const char *name)
{
    if (body->bytes[body->size - 1] != '{')
        buffer_char(body, ',');
    json_write_text(body, name);
    buffer_char(body, ':');
}

static void add_value(struct buffer *body, const char *name, const struct json *value)
{
    add_name(body, name);
    value_write(body, value);
}

/* A part that is itself JSON: its syntax is looked at alone, so that a reason names the option. */
static void add_part(struct buffer *body, const char *text, const char *member, struct reasons *reasons)
{
    struct json *part = NULL;
    struct reasons scratch = {.arena = reasons->arena};
    if (json_parse(text, strlen(text), LIMITS, &part, &scratch))
        reason_add(reasons, REASON_MALFORMED, member, "must be JSON: %s",
                   scratch.count ? scratch.items[0].detail : "it is not");
    else
        buffer_text(body, text);
    json_free(part);
}

/* A list takes a word an item. */
static void add_items(const struct words *words, const struct field *field, struct buffer *body,
                      struct reasons *reasons)
{
    const char *between = "[";
    for (size_t i = 0; i < words->said.count; i++) {
        const struct word *word = &words->said.items[i];
        if (strcmp(word->member, field->name))
            continue;
        buffer_text(body, between);
        if (field->kind == KIND_TEXTS)
            json_write_text(body, word->text);
        else
            add_part(body, word->text, field->name, reasons);
        between = ",";
    }
    buffer_char(body, ']');
}

static void add_member(const struct words *words, const struct field *field, struct buffer *body,
                       struct reasons *reasons)
{
    const char *text = words_text(words, field->name);
    add_name(body, field->name);
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_TIME:
    case KIND_MOMENT:
    case KIND_UUID:
    case KIND_DIGEST:
    case KIND_ENUM:
        json_write_text(body, text);
        break;
    case KIND_INTEGER:
    case KIND_NUMBER:
    case KIND_BOOLEAN:
        buffer_text(body, text);
        break;
    case KIND_TEXTS:
    case KIND_LIST:
        add_items(words, field, body, reasons);
        break;
    case KIND_RECORD:
    case KIND_JSON:
        add_part(body, text, field->name, reasons);
        break;
    }
}

static bool is_scalar(const struct field *field)
{
    return field->kind != KIND_TEXTS && field->kind != KIND_LIST && field->kind != KIND_RECORD &&
           field->kind != KIND_JSON;
}

static bool is_taken_away(const struct words *words, const char *member)
{
    const char *text = words_text(words, member);
    return text && !*text && command_keeps(words->command);
}

static void add_said(const struct words *words, struct buffer *body, struct reasons *reasons)
{
    const struct record *record = words->command->body;
    for (size_t i = 0; record && i < record->count; i++) {
        const struct field *field = &record->fields[i];
        const char *text = words_text(words, field->name);
        if (!text || path_has(words->command->path, field->name) || is_taken_away(words, field->name))
            continue;
        if (!is_scalar(field) || word_fits(record, field, text, reasons))
            add_member(words, field, body, reasons);
    }
}

static void add_event(const struct words *words, int64_t now_us, const char *id, struct buffer *body)
{
    char now[TIME_TEXT_SIZE];
    add_name(body, "id");
    json_write_text(body, id);
    add_name(body, "type");
    json_write_text(body, words->command->event);
    if (words_text(words, "at"))
        return;
    time_format(now_us, now);
    add_name(body, "at");
    json_write_text(body, now);
}

/* A preview demands a reason, as the change does, and keeps none. */
static void add_preview_reason(const struct words *words, const struct json *document, struct buffer *body)
{
    if (!words->general.preview || words_text(words, "reason") || object_member(document, "reason"))
        return;
    add_name(body, "reason");
    json_write_text(body, "-");
}

static void add_document(const struct words *words, const struct json *document, struct buffer *body)
{
    for (void *at = object_first(document); at; at = object_next(document, at)) {
        if (words_text(words, member_name(at)))
            continue;
        add_value(body, member_name(at), member_value(at));
    }
}

/* What the record demands and nobody said; the whole is read as the daemon will read it. */
static enum fault check_body(const struct words *words, const struct buffer *body, struct reasons *reasons)
{
    static const char *const OF_EVENTS[] = {"id", "type", NULL};
    const struct record *record = words->command->body;
    struct json *document = NULL;
    enum fault fault = json_parse(body->bytes, body->size, LIMITS, &document, reasons);
    void *row = fault ? NULL : arena_alloc(reasons->arena, record->size);
    if (row)
        fault = json_decode(document, record, "", words->command->event ? OF_EVENTS : NULL, row, reasons);
    json_free(document);
    return fault;
}

static enum fault add_body(const struct words *words, const struct json *document, int64_t now_us, const char *id,
                           struct buffer *body, struct reasons *reasons)
{
    const struct command *command = words->command;
    if (!command->body && !document)
        return NOTHING_WRONG;
    size_t found = reasons->found;
    buffer_char(body, '{');
    if (command->event)
        add_event(words, now_us, id, body);
    add_said(words, body, reasons);
    add_document(words, document, body);
    add_preview_reason(words, document, body);
    buffer_char(body, '}');
    if (body->failed)
        return FAULT_MEMORY;
    /* A definition is checked as a whole by the daemon, which tells more than its shape. */
    bool whole = command->body && !command_keeps(command);
    return reasons->found > found || !whole ? NOTHING_WRONG : check_body(words, body, reasons);
}

static void add_kept(const struct words *words, const struct json *there, const struct json *said, struct buffer *body)
{
    const struct record *record = words->command->body;
    for (void *at = object_first(said); at; at = object_next(said, at))
        add_value(body, member_name(at), member_value(at));
    for (size_t i = 0; i < record->count; i++) {
        const char *name = record->fields[i].name;
        const struct json *kept = object_member(there, name);
        if (kept && !object_member(said, name) && !path_has(words->command->path, name) && !is_taken_away(words, name))
            add_value(body, name, kept);
    }
}

enum fault ask_keep(const struct words *words, const struct json *there, struct ask *ask, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer body = {0};
    struct json *said = NULL;
    enum fault fault = json_parse(ask->body.bytes, ask->body.size, LIMITS, &said, reasons);
    if (fault)
        return fault;
    buffer_char(&body, '{');
    add_kept(words, there, said, &body);
    buffer_char(&body, '}');
    json_free(said);
    fault = body.failed ? FAULT_MEMORY : check_body(words, &body, reasons);
    if (fault)
        return fault;
    buffer_free(&ask->body);
    ask->body = body;
    body = (struct buffer){0};
    return NOTHING_WRONG;
}

enum fault ask_make(const struct words *words, const char *path, int64_t now_us, const char *id, struct ask *ret,
                    struct reasons *reasons)
{
    ASK_OWNED struct ask ask = {0};
    size_t found = reasons->found;
    struct json *document = NULL;
    enum fault fault = document_read(words, &document, reasons);
    if (!fault)
        fault = add_path(words, path, document, &ask.address, reasons);
    if (!fault) {
        add_query(words, &ask.address, reasons);
        fault = add_body(words, document, now_us, id, &ask.body, reasons);
    }
    json_free(document);
    if (!fault && ask.address.failed)
        fault = FAULT_MEMORY;
    if (!fault && reasons->found > found)
        fault = FAULT_INVALID;
    if (fault)
        return fault;
    *ret = ask;
    ask = (struct ask){0};
    return NOTHING_WRONG;
}

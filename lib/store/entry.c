/* Entries as bytes, through their record tables. */
#include "base/json.h"
#include "base/json_value.h"
#include "store/journal.h"

#include <string.h>

/* What stands around the data of every entry. */
struct envelope {
    int64_t journal_position;
    const char *site;
    int64_t recorded;
    struct uuid id;
    const char *type;
    const char *by;
    const char *station;
};
static const struct field ENVELOPE_FIELDS[] = {
    FIELD_INTEGER(struct envelope, journal_position, REQUIRED, 0, 0, "where it stands in the journal, from 1"),
    FIELD_TEXT(struct envelope, site, REQUIRED, 0, 0, "the plant it happened in"),
    FIELD_TIME(struct envelope, recorded, REQUIRED, "the plant's time when it was entered"),
    FIELD_UUID(struct envelope, id, REQUIRED, "its id, made by who sent it"),
    FIELD_TEXT(struct envelope, type, REQUIRED, 0, 0, "what kind of thing happened"),
    FIELD_TEXT(struct envelope, by, OPTIONAL, 0, 0, "the token that sent it; empty: it followed by itself"),
    FIELD_TEXT(struct envelope, station, OPTIONAL, 0, 0, "the station it came from"),
};
static const struct record ENVELOPE_RECORD =
    RECORD(struct envelope, "entry", ENVELOPE_FIELDS, "Something that happened, as it stands in the journal.");

static const char *const BODY_MEMBERS[] = {"data", "result", NULL};

/* Entries are our own bytes: these limits only keep damaged ones from running away. */
static const struct json_limits OWN_LIMITS = {.depth = 64, .items = 1000000};

static const char DATA_BEGINS[] = ",\"data\":";
static const char RESULT_BEGINS[] = ",\"result\":";

void entry_encode(struct buffer *buffer, const char *site, const struct entry *entry)
{
    const struct entry_type *type = &ENTRY_TYPES[entry->kind];
    const struct envelope envelope = {
        .journal_position = entry->journal_position,
        .site = site,
        .recorded = entry->recorded_us,
        .id = entry->id,
        .type = type->name,
        .by = entry->by,
        .station = entry->station,
    };
    json_write(buffer, &ENVELOPE_RECORD, &envelope);
    if (buffer->failed)
        return;
    buffer->size--; /* the object goes on */
    buffer_text(buffer, DATA_BEGINS);
    json_write(buffer, type->data, entry->data);
    if (type->result && entry->result) {
        buffer_text(buffer, RESULT_BEGINS);
        json_write(buffer, type->result, entry->result);
    }
    buffer_char(buffer, '}');
}

static enum fault decode_member(const struct json *root, const char *name, const char *pointer,
                                const struct record *record, const void **ret, struct reasons *reasons)
{
    const struct json *member = object_member(root, name);
    void *row = arena_alloc(reasons->arena, record->size);
    if (!row)
        return FAULT_MEMORY;
    if (!member) {
        reason_add(reasons, "missing-member", pointer, "is required");
        return FAULT_CORRUPT;
    }
    enum fault fault = json_decode(member, record, pointer, NULL, row, reasons);
    if (!fault)
        *ret = row;
    return fault;
}

static enum fault decode_entry(const struct json *root, struct entry *ret, struct reasons *reasons)
{
    struct envelope envelope;
    enum fault fault = json_decode(root, &ENVELOPE_RECORD, "", BODY_MEMBERS, &envelope, reasons);
    if (fault)
        return fault;
    const enum entry_kind kind = entry_kind_named(envelope.type);
    if (kind == ENTRY_KIND_COUNT) {
        reason_add(reasons, "unknown-type", "/type", "there is no type %s", envelope.type);
        return FAULT_CORRUPT;
    }
    const struct entry_type *type = &ENTRY_TYPES[kind];
    const void *data = NULL, *result = NULL;
    fault = decode_member(root, "data", "/data", type->data, &data, reasons);
    if (!fault && type->result)
        fault = decode_member(root, "result", "/result", type->result, &result, reasons);
    if (fault)
        return fault;
    *ret = (struct entry){
        .journal_position = envelope.journal_position,
        .recorded_us = envelope.recorded,
        .id = envelope.id,
        .kind = kind,
        .by = envelope.by,
        .station = envelope.station,
        .data = data,
        .result = result,
    };
    return NOTHING_WRONG;
}

enum fault entry_decode(const char *bytes, size_t size, struct entry *ret, struct reasons *reasons)
{
    struct json *root;
    enum fault fault = json_parse(bytes, size, OWN_LIMITS, &root, reasons);
    if (!fault) {
        fault = decode_entry(root, ret, reasons);
        json_free(root);
    }
    return fault && fault != FAULT_MEMORY ? FAULT_CORRUPT : fault;
}

enum fault entry_of_row(const struct journal_row *row, struct arena *arena, struct entry *ret)
{
    struct reasons scratch = {.arena = arena};
    return entry_decode(row->bytes, strlen(row->bytes), ret, &scratch);
}

enum fault entry_check(enum entry_kind kind, const void *data, struct reasons *reasons)
{
    const struct record *record = ENTRY_TYPES[kind].data;
    BUFFER_OWNED struct buffer bytes = {0};
    json_write(&bytes, record, data);
    void *again = arena_alloc(reasons->arena, record->size);
    return bytes.failed || !again ? FAULT_MEMORY
                                  : json_read(bytes.bytes, bytes.size, OWN_LIMITS, record, again, reasons);
}

/* The bytes after an object's last brace; NULL when it does not end. */
static const char *object_end(const char *at, const char *end)
{
    size_t depth = 0;
    for (bool quoted = false; at < end; at++) {
        if (*at == '"')
            quoted = !quoted;
        else if (quoted && *at == '\\')
            at++;
        else if (!quoted && *at == '{')
            depth++;
        else if (!quoted && *at == '}' && --depth == 0)
            return at + 1;
    }
    return NULL;
}

/* The member's beginning cannot be found inside a text: there its quotes would be escaped. */
const char *entry_data(const char *bytes, size_t *ret_size)
{
    const char *end = bytes + strlen(bytes);
    const char *found = strstr(bytes, DATA_BEGINS);
    const char *data = found ? found + strlen(DATA_BEGINS) : NULL;
    const char *after = data && *data == '{' ? object_end(data, end) : NULL;
    if (!after)
        return NULL;
    *ret_size = (size_t)(after - data);
    return data;
}

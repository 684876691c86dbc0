/* The only file that knows jansson. */
#include "base/json_value.h"

#include "base/field_value.h"

#include <jansson.h>
#include <pthread.h>

/* jansson has macros of these names; here they are ours. */
#undef json_is_array
#undef json_is_object

static json_t *inside(const struct json *value)
{
    return (json_t *)value;
}

static struct json *outside(json_t *value)
{
    return (struct json *)value;
}

enum value_kind value_kind(const struct json *value)
{
    static const enum value_kind KINDS[] = {
        [JSON_OBJECT] = VALUE_OBJECT,   [JSON_ARRAY] = VALUE_ARRAY, [JSON_STRING] = VALUE_TEXT,
        [JSON_INTEGER] = VALUE_INTEGER, [JSON_REAL] = VALUE_REAL,   [JSON_TRUE] = VALUE_TRUE,
        [JSON_FALSE] = VALUE_FALSE,     [JSON_NULL] = VALUE_NULL,
    };
    return KINDS[json_typeof(inside(value))];
}

const char *value_text(const struct json *value)
{
    return json_string_value(inside(value));
}

int64_t value_integer(const struct json *value)
{
    return json_integer_value(inside(value));
}

double value_number(const struct json *value)
{
    return json_number_value(inside(value));
}

const struct json *object_member(const struct json *object, const char *name)
{
    return outside(json_object_get(inside(object), name));
}

size_t object_count(const struct json *object)
{
    return json_object_size(inside(object));
}

void *object_first(const struct json *object)
{
    return json_object_iter(inside(object));
}

void *object_next(const struct json *object, void *at)
{
    return json_object_iter_next(inside(object), at);
}

const char *member_name(void *at)
{
    return json_object_iter_key(at);
}

const struct json *member_value(void *at)
{
    return outside(json_object_iter_value(at));
}

bool json_is_array(const struct json *value)
{
    return value && value_kind(value) == VALUE_ARRAY;
}

bool json_is_object(const struct json *value)
{
    return value && value_kind(value) == VALUE_OBJECT;
}

size_t json_count(const struct json *array)
{
    return json_array_size(inside(array));
}

const struct json *json_item(const struct json *array, size_t index)
{
    return outside(json_array_get(inside(array), index));
}

const char *json_text_member(const struct json *object, const char *name)
{
    return json_string_value(json_object_get(inside(object), name));
}

/* ---- memory ---- */

/* A document is dozens of pieces, made together and freed together: they come from an arena of its own, which each piece
 * leads back to. Jansson asks for memory without saying for which document, so the thread knows which one it reads. */
struct piece {
    struct arena *of;
    _Alignas(max_align_t) char bytes[];
};
static _Thread_local struct arena *read_into;

static void *take_piece(size_t size)
{
    struct piece *piece = arena_alloc(read_into, sizeof *piece + size);
    if (!piece)
        return NULL;
    piece->of = read_into;
    return piece->bytes;
}

static void leave_piece(void *bytes)
{
    (void)bytes;
}

static void let_jansson_ask_us(void)
{
    json_set_alloc_funcs(take_piece, leave_piece);
}

static json_t *load(const char *bytes, size_t size, struct arena *arena, json_error_t *error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, let_jansson_ask_us);
    read_into = arena;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, error);
    read_into = NULL;
    return root;
}

/* These three are jansson's own, for every document. */
static bool is_in_no_arena(const json_t *root)
{
    return json_is_true(root) || json_is_false(root) || json_is_null(root);
}

void json_free(struct json *root)
{
    if (root && !is_in_no_arena(inside(root)))
        arena_free(((struct piece *)((char *)root - offsetof(struct piece, bytes)))->of);
}

/* ---- parsing ---- */

/* Where nesting goes deeper than the limit, before jansson spends a byte of memory or of stack on it. What is not JSON
 * at all may be misread here: it is refused either way. */
static bool find_too_deep(const char *bytes, size_t size, size_t limit, size_t *ret_at)
{
    size_t depth = 0;
    bool in_text = false;
    for (size_t at = 0; at < size; at++) {
        char byte = bytes[at];
        if (byte == '"') {
            in_text = !in_text;
        } else if (in_text) {
            at += byte == '\\'; /* the escaped one is passed over, a quote above all */
        } else if (byte == '{' || byte == '[') {
            if (depth++ == limit) {
                *ret_at = at;
                return true;
            }
        } else if (depth && (byte == '}' || byte == ']')) {
            depth--;
        }
    }
    return false;
}

static void refuse_depth(const char *bytes, size_t at, size_t limit, struct reasons *reasons)
{
    size_t line = 1, column = 1;
    for (size_t i = 0; i < at; i++) {
        column = bytes[i] == '\n' ? 1 : column + ((bytes[i] & 0xc0) != 0x80);
        line += bytes[i] == '\n';
    }
    reason_add(reasons, REASON_MALFORMED, NULL, "line %zu, column %zu, byte %zu: nested deeper than %zu levels", line,
               column, at + 1, limit);
}

/* Adds a reason for the first array with too many items. */
static bool refuse_long_array(const struct json *value, size_t limit, const struct place *place,
                              struct reasons *reasons)
{
    size_t count = json_count(value);
    if (count > limit) {
        place_reason(place, reasons, REASON_LONG, "must have at most %zu items", limit);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        const struct place item = {.above = place, .index = i};
        if (refuse_long_array(json_item(value, i), limit, &item, reasons))
            return true;
    }
    for (void *at = object_first(value); at; at = object_next(value, at)) {
        const struct place member = {.above = place, .name = member_name(at)};
        if (refuse_long_array(member_value(at), limit, &member, reasons))
            return true;
    }
    return false;
}

/* What was wrong, in our words: the library's own name its calls and its flags. */
static const char *syntax_words(enum json_error_code code)
{
    switch (code) {
    case json_error_stack_overflow:
        return TOLD("nested too deep");
    case json_error_invalid_utf8:
        return TOLD("not UTF-8");
    case json_error_premature_end_of_input:
        return TOLD("it ends too early");
    case json_error_end_of_input_expected:
        return TOLD("something follows the end");
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return TOLD("a text may not have the character \\u0000");
    case json_error_duplicate_key:
        return TOLD("a member of this name was there before");
    case json_error_numeric_overflow:
        return TOLD("a number that is too large");
    case json_error_unknown:
    case json_error_out_of_memory:
    case json_error_cannot_open_file:
    case json_error_invalid_argument:
    case json_error_invalid_syntax:
    case json_error_invalid_format:
    case json_error_wrong_type:
    case json_error_null_value:
    case json_error_item_not_found:
    case json_error_index_out_of_range:
        break;
    }
    return TOLD("this is not JSON");
}

static enum fault refuse_syntax(const json_error_t *error, struct reasons *reasons)
{
    enum json_error_code code = json_error_code(error);
    if (!*error->text || code == json_error_out_of_memory)
        return FAULT_MEMORY;
    reason_add(reasons, code == json_error_duplicate_key ? REASON_DUPLICATE : REASON_MALFORMED, NULL,
               "line %d, column %d, byte %d: %s", error->line, error->column, error->position,
               reason_word(reasons, syntax_words(code)));
    return FAULT_MALFORMED;
}

enum fault json_parse(const char *bytes, size_t size, struct json_limits limits, struct json **ret,
                      struct reasons *reasons)
{
    const struct place place = {.name = ""};
    size_t at;
    if (find_too_deep(bytes, size, limits.depth, &at)) {
        refuse_depth(bytes, at, limits.depth, reasons);
        return FAULT_MALFORMED;
    }
    struct arena *arena = arena_new(0);
    if (!arena)
        return FAULT_MEMORY;
    json_error_t error = {0};
    struct json *root = outside(load(size ? bytes : "", size, arena, &error));
    if (!root || is_in_no_arena(inside(root)))
        arena_free(arena);
    if (!root)
        return refuse_syntax(&error, reasons);
    if (refuse_long_array(root, limits.items, &place, reasons)) {
        json_free(root);
        return FAULT_MALFORMED;
    }
    *ret = root;
    return NOTHING_WRONG;
}

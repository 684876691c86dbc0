#include "base/record_schema.h"
#include "product_text.h"

static const char PATH[] = "schema/product.schema.json";

struct definitions {
    struct buffer *buffer;
    const struct record *root;
    bool any;
};

static void write_definition(const struct record *record, void *context)
{
    struct definitions *definitions = context;
    if (record == definitions->root)
        return;
    buffer_text(definitions->buffer, definitions->any ? "," : "");
    json_write_text(definitions->buffer, record->name);
    buffer_char(definitions->buffer, ':');
    record_schema(definitions->buffer, record, "#/$defs/");
    definitions->any = true;
}

/* The schema without spaces: what the table says of the document, and below $defs of all that it holds. */
static void write_schema(struct buffer *buffer)
{
    struct definitions definitions = {.buffer = buffer, .root = &PRODUCT_DEFINITION_RECORD};
    buffer_text(buffer,
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Product definition\",");
    BUFFER_OWNED struct buffer root = {0};
    record_schema(&root, &PRODUCT_DEFINITION_RECORD, "#/$defs/");
    ck_assert(!root.failed);
    buffer_add(buffer, root.bytes + 1, root.size - 2);
    buffer_text(buffer, ",\"$defs\":{");
    ck_assert_int_eq(record_walk(&PRODUCT_DEFINITION_RECORD, write_definition, &definitions), NOTHING_WRONG);
    buffer_text(buffer, "}}");
}

static void start_line(struct buffer *buffer, int depth)
{
    buffer_char(buffer, '\n');
    for (int i = 0; i < depth; i++)
        buffer_text(buffer, "  ");
}

/* Lays JSON without spaces out in lines, so that a change is seen where it is. */
static void write_laid_out(struct buffer *buffer, const char *json, size_t size)
{
    int depth = 0;
    bool in_text = false;
    for (size_t i = 0; i < size; i++) {
        char character = json[i];
        bool opens = !in_text && (character == '{' || character == '[');
        bool closes = !in_text && (character == '}' || character == ']');
        if (closes)
            start_line(buffer, --depth);
        buffer_char(buffer, character);
        if (opens)
            start_line(buffer, ++depth);
        else if (!in_text && character == ',')
            start_line(buffer, depth);
        else if (!in_text && character == ':')
            buffer_char(buffer, ' ');
        else if (character == '"' && json[i - 1] != '\\')
            in_text = !in_text;
    }
    buffer_char(buffer, '\n');
}

/* UPDATE_SCHEMA=1 writes the file anew; the change is then seen in review. */
START_TEST(the_published_schema_is_what_the_record_tables_say)
{
    BUFFER_OWNED struct buffer plain = {0}, laid_out = {0};
    write_schema(&plain);
    ck_assert(!plain.failed);
    write_laid_out(&laid_out, plain.bytes, plain.size);
    ck_assert(!laid_out.failed);
    ARENA_OWNED struct arena *arena = arena_new(0);
    const char *update = getenv("UPDATE_SCHEMA");
    if (update && !strcmp(update, "1")) {
        FILE *file = fopen(arena_printf(arena, "%s/%s", SOURCE_DIR, PATH), "wb");
        ck_assert(file != NULL);
        ck_assert_uint_eq(fwrite(laid_out.bytes, 1, laid_out.size, file), laid_out.size);
        ck_assert_int_eq(fclose(file), 0);
    }
    size_t size;
    const char *published = read_file(PATH, arena, &size);
    ck_assert_msg(size == laid_out.size && !memcmp(published, laid_out.bytes, size),
                  "%s differs from the tables: run this test with UPDATE_SCHEMA=1 and look at the change", PATH);
    struct reasons reasons = {.arena = arena};
    struct json *json;
    ck_assert_int_eq(json_parse(published, size, TEST_LIMITS, &json, &reasons), NOTHING_WRONG);
    json_free(json);
}
END_TEST

SUITE(product_schema, the_published_schema_is_what_the_record_tables_say)

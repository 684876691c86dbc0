/* A product definition as a planner uploads it: read, checked as a whole and laid out. */
#include "fuzz.h"

#include "base/json.h"
#include "domain/product.h"
#include "domain/serial.h"

static const struct json_limits LIMITS = {.depth = 32, .items = 10000};
static const int64_t NOW_US = INT64_C(1767225600000000);

static void claim_operation(const struct product *product, int index)
{
    const struct operation *operation = &product->operations.items[index];
    CLAIM(product_operation(product, operation->definition->operation) == index, "operation %d is not found", index);
    CLAIM(!bit_is_set(&operation->before, (size_t)index), "operation %d comes before itself", index);
    for (size_t i = 0; i < operation->after.count; i++)
        CLAIM(bit_is_set(&operation->before, (size_t)operation->after.items[i]), "of operation %d", index);
    for (size_t i = 0; i < operation->fills.count; i++)
        CLAIM(product->positions.items[operation->fills.items[i]].operation == index, "of operation %d", index);
}

static void claim_position(const struct product *product, int index)
{
    const struct position *position = &product->positions.items[index];
    CLAIM(product_position(product, position->name) == index, "position %s is not found", position->name);
    position_accepts_serial(position, position->name); /* yes or no, whatever the pattern is */
    CLAIM(position->operation >= 0 && (size_t)position->operation < product->operations.count, "of %s", position->name);
}

static void claim_serials(const char *format, struct arena *arena)
{
    int64_t last = serial_sequence_max(format);
    CLAIM(last > 0, "%s numbers nothing", format);
    CLAIM(serial_make(format, "OSK1", NOW_US, last, arena), "%s does not number %lld", format, (long long)last);
    CLAIM(!serial_make(format, "OSK1", NOW_US, last + 1, arena), "%s numbers %lld", format, (long long)last + 1);
}

static void claim_product(const struct product *product, struct arena *arena)
{
    for (size_t i = 0; i < product->operations.count; i++)
        claim_operation(product, (int)i);
    for (size_t i = 0; i < product->positions.count; i++)
        claim_position(product, (int)i);
    claim_serials(product->definition->serial_format, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    struct reasons reasons = {.arena = arena};
    struct product_definition definition;
    struct product product;
    struct json *document;
    enum fault fault = json_parse((const char *)bytes, size, LIMITS, &document, &reasons);
    if (fault) {
        claim_told(fault, &reasons);
        return 0;
    }
    enum fault shape = json_decode_sound(document, &PRODUCT_DEFINITION_RECORD, "", NULL, &definition, &reasons);
    json_free(document);
    if (shape)
        claim_told(shape, &reasons);
    fault = product_compile(&definition, &product, &reasons);
    if (fault)
        claim_told(fault, &reasons);
    else if (!shape)
        claim_product(&product, arena);
    return 0;
}

/* A product's definition, checked here as the daemon checks it. */
#include "domain/product.h"

#include "rackline/ask.h"
#include "rackline/complain.h"

#include <stdio.h>

static void print_summary(const char *path, const struct product *product)
{
    const struct product_definition *definition = product->definition;
    printf("%s: %s revision %s is sound: %zu positions, %zu operations\n", path, definition->part_number,
           definition->revision, product->positions.count, product->operations.count);
}

int product_check(const struct words *words, struct http *http)
{
    (void)http;
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    const char *path = words_text(words, OPERAND_FILE);
    struct product_definition definition;
    struct product product;
    struct json *document = NULL;
    if (!arena)
        return complain_reasons(NULL, FAULT_MEMORY, &reasons);
    enum fault fault = file_parse(path, &document, &reasons);
    if (!fault) {
        /* What is sound in its shape is looked at further, so that every fault is told at once. */
        fault = json_decode_sound(document, &PRODUCT_DEFINITION_RECORD, "", NULL, &definition, &reasons);
        enum fault whole =
            fault && fault != FAULT_INVALID ? NOTHING_WRONG : product_judge(&definition, &product, &reasons);
        fault = fault ? fault : whole;
    }
    json_free(document);
    if (fault)
        return complain_reasons(NULL, fault, &reasons);
    print_summary(path, &product);
    return fflush(stdout) ? EXIT_FAILED : EXIT_DONE;
}

/* Products as they are uploaded: every fault at once, and no document that breaks the reader. */
#include "service/commands.h"
#include "suite.h"

#include "domain/product.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct request request;

static void begin(void)
{
    request = (struct request){.arena = arena_new(0)};
    request.reasons.arena = request.arena;
}

static void end(void)
{
    arena_free(request.arena);
}

static enum fault upload(const char *text, size_t size)
{
    const struct json_limits limits = {.depth = 32, .items = 10000};
    struct json *root;
    const void *body = NULL;
    enum fault fault = json_parse(text, size, limits, &root, &request.reasons);
    if (fault)
        return fault;
    fault = decode_product(root, &request, &body);
    json_free(root);
    return fault;
}

static bool has(const char *code, const char *pointer)
{
    for (size_t i = 0; i < request.reasons.count; i++)
        if (!strcmp(request.reasons.items[i].code, code) && request.reasons.items[i].pointer &&
            !strcmp(request.reasons.items[i].pointer, pointer))
            return true;
    return false;
}

START_TEST(faults_of_shape_and_of_sense_are_told_at_once)
{
    static const char DOCUMENT[] =
        "{\"part_number\":\"P1\",\"revision\":\"A\",\"name\":\"a thing\",\"serial_format\":\"P{seq:5}\",\"colour\":1,"
        "\"bill_of_materials\":[{\"positions\":\"x\",\"name\":\"x\",\"part_number\":\"P1\",\"tracking\":\"serial\","
        "\"operation\":\"090\",\"quantity\":5}],"
        "\"routing\":[{\"operation\":\"010\",\"name\":\"one\",\"kind\":\"test\",\"after\":[\"010\"],"
        "\"station_type\":\"t\",\"standard_min\":-1,"
        "\"characteristics\":[{\"name\":\"v\",\"unit_of_measure\":\"V\",\"lower\":2,\"upper\":1}]}]}";
    ck_assert_int_eq(upload(DOCUMENT, sizeof DOCUMENT - 1), FAULT_INVALID);
    ck_assert(has("unknown-member", "/colour"));
    ck_assert(has("out-of-range", "/routing/0/standard_min"));
    ck_assert(reasons_have(&request.reasons, "operation-precedes-itself"));
    ck_assert(reasons_have(&request.reasons, "limits-reversed"));
    ck_assert(has("unknown-operation", "/bill_of_materials/0/operation"));
    ck_assert(has("serial-quantity", "/bill_of_materials/0/quantity"));
    ck_assert(has("part-of-itself", "/bill_of_materials/0/part_number"));
}
END_TEST

static char *reference(size_t *ret_size)
{
    FILE *file = fopen(SOURCE_DIR "/schema/products/compute-tray.json", "r");
    ck_assert_ptr_nonnull(file);
    char *text = malloc(1 << 20);
    *ret_size = fread(text, 1, 1 << 20, file);
    fclose(file);
    return text;
}

/* Each member in turn is called something else: unknown where it stands, and missing where it should. */
START_TEST(a_document_that_lacks_any_one_member_is_read_to_its_end)
{
    size_t size, renamed = 0;
    char *text = reference(&size);
    for (size_t i = 0; i + 2 < size; i++) {
        if (text[i] != '"' || (text[i + 1] < 'a' || text[i + 1] > 'z'))
            continue;
        char *close = memchr(text + i + 1, '"', size - i - 1);
        if (!close || close[1] != ':')
            continue;
        char kept = text[i + 1];
        text[i + 1] = 'Q';
        end(); /* an arena for each document, or two hundred of them would stand side by side */
        begin();
        if (upload(text, size) != FAULT_INVALID || !reasons_have(&request.reasons, "unknown-member"))
            ck_abort_msg("a member at byte %zu was not missed", i);
        text[i + 1] = kept;
        renamed++;
    }
    ck_assert_uint_gt(renamed, 100);
    free(text);
}
END_TEST

SUITE_BEGIN(product)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, faults_of_shape_and_of_sense_are_told_at_once);
tcase_add_test(tests, a_document_that_lacks_any_one_member_is_read_to_its_end);
SUITE_END

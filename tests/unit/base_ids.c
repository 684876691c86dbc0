/* UUIDs, digests and the Merkle tree. */
#include "base/digest.h"
#include "base/uuid.h"
#include "suite.h"

#include <string.h>

static const char *const NO_UUIDS[] = {
    "",
    "0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f0",
    "0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f011",
    "0190b5a67c1e7d3a9f425b6c7d8e9f01",
    "{190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f0}",
    "0190b5a6-7c1e-7d3a-9f42+5b6c7d8e9f01",
    "0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9g01",
    "0190b5a-67c1e-7d3a-9f42-5b6c7d8e9f01",
    "urn:uuid:0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01",
};

START_TEST(a_uuid_reads_in_either_case_and_writes_in_lower_case)
{
    struct uuid lower, upper;
    char text[UUID_TEXT_SIZE];
    ck_assert(uuid_parse("0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01", &lower));
    ck_assert(uuid_parse("0190B5A6-7C1E-7D3A-9F42-5B6C7D8E9F01", &upper));
    ck_assert(uuid_equal(lower, upper));
    ck_assert_uint_eq(lower.bytes[0], 0x01);
    ck_assert_uint_eq(lower.bytes[15], 0x01);
    uuid_format(upper, text);
    ck_assert_str_eq(text, "0190b5a6-7c1e-7d3a-9f42-5b6c7d8e9f01");
    upper.bytes[15]++;
    ck_assert(!uuid_equal(lower, upper));
}
END_TEST

START_TEST(what_is_no_uuid_is_refused_and_touches_nothing)
{
    struct uuid id = {{7}};
    ck_assert_msg(!uuid_parse(NO_UUIDS[_i], &id), "%s is taken", NO_UUIDS[_i]);
    ck_assert_uint_eq(id.bytes[0], 7);
}
END_TEST

START_TEST(only_all_zeros_are_a_zero_uuid)
{
    for (int i = 0; i < 16; i++) {
        struct uuid id = {{0}};
        ck_assert(uuid_is_zero(id));
        id.bytes[i] = 1;
        ck_assert(!uuid_is_zero(id));
    }
}
END_TEST

START_TEST(a_made_id_is_the_one_of_rfc_9562_appendix_a_6)
{
    /* the example's random parts: rand_a CC3, rand_b 18C4DC0C0C07398F under the variant's two bits */
    static const uint8_t RANDOM[10] = {0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f};
    char text[UUID_TEXT_SIZE];
    uuid_format(uuid_make(INT64_C(0x017f22e279b0) * 1000 + 999, RANDOM), text);
    ck_assert_str_eq(text, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}
END_TEST

START_TEST(ids_made_later_sort_later)
{
    static const uint8_t HIGH[10] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255}, LOW[10] = {0};
    struct uuid earlier = uuid_make(INT64_C(1773477000000000), HIGH), later = uuid_make(INT64_C(1773477000001000), LOW);
    ck_assert_int_lt(memcmp(earlier.bytes, later.bytes, sizeof earlier.bytes), 0);
    ck_assert(uuid_equal(uuid_make(-1, LOW), uuid_make(0, LOW)));
}
END_TEST

static const char EMPTY_DIGEST[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

START_TEST(a_digest_is_sha_256)
{
    char text[DIGEST_TEXT_SIZE];
    digest_format(digest_of("abc", 3), text);
    ck_assert_str_eq(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_format(digest_of(NULL, 0), text);
    ck_assert_str_eq(text, EMPTY_DIGEST);
}
END_TEST

START_TEST(a_digest_reads_in_either_case)
{
    struct digest lower, upper;
    ck_assert(digest_parse(EMPTY_DIGEST, &lower));
    ck_assert(digest_parse("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", &upper));
    ck_assert(digest_equal(lower, upper));
    ck_assert(digest_equal(lower, digest_of(NULL, 0)));
    upper.bytes[31] ^= 1;
    ck_assert(!digest_equal(lower, upper));
    ck_assert(!digest_is_zero(lower));
    ck_assert(digest_is_zero((struct digest){{0}}));
}
END_TEST

START_TEST(what_is_no_digest_is_refused_and_touches_nothing)
{
    struct digest digest = {{7}};
    char text[80] = "";
    for (size_t size = 0; size < 70; size++) {
        memset(text, 'a', size);
        if (size != 64)
            ck_assert_msg(!digest_parse(text, &digest), "%zu digits are taken", size);
    }
    memcpy(text, EMPTY_DIGEST, sizeof EMPTY_DIGEST);
    for (const char *bad = "g :-\n"; *bad; bad++) {
        text[63] = *bad;
        ck_assert(!digest_parse(text, &digest));
    }
    ck_assert_uint_eq(digest.bytes[0], 7);
}
END_TEST

/* The tree of the Certificate Transparency reference tests: eight leaves, and the root after each. */
static const struct {
    const char *bytes;
    size_t size;
    const char *root;
} LEAVES[] = {
    {"", 0, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
    {"\x00", 1, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
    {"\x10", 1, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
    {"\x20\x21", 2, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
    {"\x30\x31", 2, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
    {"\x40\x41\x42\x43", 4, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
    {"\x50\x51\x52\x53\x54\x55\x56\x57", 8, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
    {"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f", 16,
     "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

START_TEST(the_merkle_tree_has_the_known_roots)
{
    struct merkle tree = {0};
    char text[DIGEST_TEXT_SIZE];
    digest_format(merkle_root(&tree), text);
    ck_assert_str_eq(text, EMPTY_DIGEST);
    for (size_t i = 0; i < sizeof LEAVES / sizeof *LEAVES; i++) {
        merkle_append(&tree, merkle_leaf(LEAVES[i].bytes, LEAVES[i].size));
        ck_assert_uint_eq(tree.size, i + 1);
        digest_format(merkle_root(&tree), text);
        ck_assert_str_eq(text, LEAVES[i].root);
    }
}
END_TEST

/* RFC 6962, section 2.1, as it is written there: split at the largest power of two below n. */
static struct digest tree_hash(const struct digest *leaves, size_t count)
{
    if (count == 1)
        return leaves[0];
    size_t half = 1;
    while (half * 2 < count)
        half *= 2;
    struct digest left = tree_hash(leaves, half), right = tree_hash(leaves + half, count - half);
    uint8_t node[65] = {1};
    memcpy(node + 1, left.bytes, 32);
    memcpy(node + 33, right.bytes, 32);
    return digest_of(node, sizeof node);
}

START_TEST(the_growing_tree_equals_the_recursive_definition)
{
    struct digest leaves[131];
    struct merkle tree = {0};
    for (size_t i = 0; i < 131; i++) {
        leaves[i] = merkle_leaf(&i, sizeof i);
        merkle_append(&tree, leaves[i]);
        ck_assert(digest_equal(merkle_root(&tree), tree_hash(leaves, i + 1)));
    }
    ck_assert_uint_eq(merkle_frontier_count(&tree), 3); /* 131 = 128 + 2 + 1 */
    ck_assert(digest_equal(tree.frontier[0], tree_hash(leaves, 128)));
    ck_assert(digest_equal(tree.frontier[2], leaves[130]));
}
END_TEST

SUITE_BEGIN(base_ids)
tcase_add_test(tests, a_uuid_reads_in_either_case_and_writes_in_lower_case);
tcase_add_loop_test(tests, what_is_no_uuid_is_refused_and_touches_nothing, 0, sizeof NO_UUIDS / sizeof *NO_UUIDS);
tcase_add_test(tests, only_all_zeros_are_a_zero_uuid);
tcase_add_test(tests, a_made_id_is_the_one_of_rfc_9562_appendix_a_6);
tcase_add_test(tests, ids_made_later_sort_later);
tcase_add_test(tests, a_digest_is_sha_256);
tcase_add_test(tests, a_digest_reads_in_either_case);
tcase_add_test(tests, what_is_no_digest_is_refused_and_touches_nothing);
tcase_add_test(tests, the_merkle_tree_has_the_known_roots);
tcase_add_test(tests, the_growing_tree_equals_the_recursive_definition);
SUITE_END

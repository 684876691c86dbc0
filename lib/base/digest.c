#include "base/digest.h"

#include <nettle/sha2.h>
#include <sodium.h>
#include <string.h>

/* RFC 6962, section 2.1: a leaf and a node start with different bytes, so that neither can pass for the other. */
static const uint8_t LEAF_PREFIX = 0x00, NODE_PREFIX = 0x01;

static struct digest digest_end(struct sha256_ctx *context)
{
    struct digest digest;
    sha256_digest(context, sizeof digest.bytes, digest.bytes);
    return digest;
}

struct digest digest_of(const void *bytes, size_t size)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, size, bytes);
    return digest_end(&context);
}

void digest_format(struct digest digest, char text[static DIGEST_TEXT_SIZE])
{
    sodium_bin2hex(text, DIGEST_TEXT_SIZE, digest.bytes, sizeof digest.bytes);
}

bool digest_parse(const char *text, struct digest *ret)
{
    struct digest digest;
    size_t size;
    if (strnlen(text, DIGEST_TEXT_SIZE) != DIGEST_TEXT_SIZE - 1)
        return false;
    if (sodium_hex2bin(digest.bytes, sizeof digest.bytes, text, DIGEST_TEXT_SIZE - 1, NULL, &size, NULL) ||
        size != sizeof digest.bytes)
        return false;
    *ret = digest;
    return true;
}

bool digest_is_zero(struct digest digest)
{
    return sodium_is_zero(digest.bytes, sizeof digest.bytes);
}

bool digest_equal(struct digest a, struct digest b)
{
    return !sodium_memcmp(a.bytes, b.bytes, sizeof a.bytes);
}

struct digest merkle_leaf(const void *bytes, size_t size)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, 1, &LEAF_PREFIX);
    sha256_update(&context, size, bytes);
    return digest_end(&context);
}

static struct digest merkle_node(struct digest left, struct digest right)
{
    uint8_t bytes[1 + sizeof left.bytes + sizeof right.bytes];
    bytes[0] = NODE_PREFIX;
    memcpy(bytes + 1, left.bytes, sizeof left.bytes);
    memcpy(bytes + 1 + sizeof left.bytes, right.bytes, sizeof right.bytes);
    return digest_of(bytes, sizeof bytes);
}

size_t merkle_frontier_count(const struct merkle *tree)
{
    return (size_t)__builtin_popcountll(tree->size);
}

void merkle_append(struct merkle *tree, struct digest leaf)
{
    /* As adding one carries over the trailing one-bits of `size`, so the leaf joins the full subtrees they stand for.
     */
    size_t count = merkle_frontier_count(tree);
    for (uint64_t bits = tree->size; bits & 1; bits >>= 1)
        leaf = merkle_node(tree->frontier[--count], leaf);
    tree->frontier[count] = leaf;
    tree->size++;
}

struct digest merkle_root(const struct merkle *tree)
{
    size_t count = merkle_frontier_count(tree);
    if (!count)
        return digest_of(NULL, 0);
    struct digest root = tree->frontier[--count];
    while (count)
        root = merkle_node(tree->frontier[--count], root);
    return root;
}

/* SHA-256 digests, and the Merkle tree of RFC 6962 over the journal. */
#ifndef RACKLINE_DIGEST_H
#define RACKLINE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct digest {
    uint8_t bytes[32];
};

enum { DIGEST_TEXT_SIZE = 65 };

struct digest digest_of(const void *bytes, size_t size);

/* 64 lower-case hexadecimal digits; parse takes either case and is false for anything else. */
void digest_format(struct digest digest, char text[static DIGEST_TEXT_SIZE]);
bool digest_parse(const char *text, struct digest *ret);
bool digest_is_zero(struct digest digest);
/* In the same time wherever they differ. */
bool digest_equal(struct digest a, struct digest b);

/* A Merkle tree that only grows, held as the roots of its full subtrees, largest first (RFC 6962, section 2.1):
 * as many as `size` has one-bits. */
struct merkle {
    uint64_t size; /* leaves */
    struct digest frontier[64];
};

/* The hash of a leaf: SHA-256 of 0x00 and its bytes. */
struct digest merkle_leaf(const void *bytes, size_t size);
/* Adds one leaf; at most 64 hashes, two on average. */
void merkle_append(struct merkle *tree, struct digest leaf);
/* The root over all leaves; of an empty tree the digest of nothing. */
struct digest merkle_root(const struct merkle *tree);
/* How many of `frontier` are in use. */
size_t merkle_frontier_count(const struct merkle *tree);

#endif

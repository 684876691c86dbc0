#include "service/verifier.h"

#include <sodium.h>
#include <string.h>

_Static_assert(VERIFIER_SIZE >= crypto_pwhash_argon2id_STRBYTES, "room for a verifier");

/* It picks the implementation that the processor runs fastest; from then on it does nothing. */
static bool is_ready(void)
{
    return sodium_init() >= 0;
}

bool verifier_make(const char *secret, char ret[static VERIFIER_SIZE])
{
    return is_ready() && !crypto_pwhash_argon2id_str(ret, secret, strlen(secret), VERIFIER_PASSES, VERIFIER_MEMORY);
}

/* As long as the other way, and never true. */
static bool hold_against_nothing(const char *secret)
{
    static const unsigned char SALT[crypto_pwhash_argon2id_SALTBYTES];
    unsigned char hash[32];
    int made = crypto_pwhash_argon2id(hash, sizeof hash, secret, strlen(secret), SALT, VERIFIER_PASSES, VERIFIER_MEMORY,
                                      crypto_pwhash_argon2id_ALG_ARGON2ID13);
    sodium_memzero(hash, sizeof hash);
    (void)made;
    return false;
}

bool verifier_holds(const char *verifier, const char *secret)
{
    if (!is_ready())
        return false;
    if (!verifier)
        return hold_against_nothing(secret);
    return !crypto_pwhash_argon2id_str_verify(verifier, secret, strlen(secret));
}

/* PINs and passwords, as Argon2id keeps them.
 *
 * Each hashing takes VERIFIER_MEMORY bytes and some 30 ms of a processor, whatever it is asked: so it runs on threads of
 * its own, as many as memory allows, and never on one that serves stations or writes. */
#ifndef RACKLINE_VERIFIER_H
#define RACKLINE_VERIFIER_H

#include <stdbool.h>

enum {
    VERIFIER_SIZE = 128,         /* of the text, with its NUL */
    VERIFIER_MEMORY = 12 << 20,  /* with VERIFIER_PASSES what OWASP asks at the least for so much memory */
    VERIFIER_PASSES = 3,
};

/* Hashes a secret with salt of its own. False when memory is out. */
bool verifier_make(const char *secret, char ret[static VERIFIER_SIZE]);

/* Whether the secret is the verifier's. It takes the same time for any secret, and where there is no verifier (NULL). */
bool verifier_holds(const char *verifier, const char *secret);

#endif

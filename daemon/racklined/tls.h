/* The certificate and the key that the daemon serves TLS with, as their files have them. What they are worth the HTTP
 * library finds out. */
#ifndef RACKLINE_TLS_H
#define RACKLINE_TLS_H

#include "base/fault.h"
#include "base/reason.h"

struct settings;

struct tls {
    char *certificate; /* PEM: ours, then those that lead to the one that clients know; NULL: plain HTTP is served */
    char *key;         /* PEM */
};

/* The versions and ciphers that are spoken, as GnuTLS writes them. */
extern const char TLS_PRIORITIES[];

/* Reads both files, or none where the settings name none. FAULT_INVALID with a reason for each that cannot be read, is
 * too large or empty, and for a key that everybody on the machine may read; FAULT_MEMORY. */
enum fault tls_read(const struct settings *settings, struct tls *ret, struct reasons *reasons);

/* Forgets the key before it frees it. */
void tls_free(struct tls *tls);

#endif

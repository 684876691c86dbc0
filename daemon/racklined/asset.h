/* The files of the pages, built into the daemon: compressed, under names that change with what is in them. */
#ifndef RACKLINE_ASSET_H
#define RACKLINE_ASSET_H

#include <stdbool.h>
#include <stddef.h>

struct asset {
    const char *name; /* under /assets/; "" for the page itself, at / */
    const char *content_type;
    const char *etag; /* with its quotes */
    const unsigned char *bytes; /* gzip */
    size_t size;
    bool lasting; /* its name changes with it: it never has to be asked for again */
};
/* Written when the daemon is built, by web/build.mjs. */
extern const struct asset ASSETS[];
extern const size_t ASSET_COUNT;

/* The asset of that name; NULL when there is none. */
const struct asset *asset_named(const char *name);

/* What a page may do: nothing that is not its own, and no script or style that stands in it. */
#define ASSET_POLICY                                                                                      \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " \
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

#endif

/* What the rules tell, in Japanese. The words are those of the pages (web/src/words). */
#ifndef RACKLINE_DOMAIN_JAPANESE_H
#define RACKLINE_DOMAIN_JAPANESE_H

#include "base/language.h"

extern const struct sayings JAPANESE_INTERLOCK;   /* why nothing starts, goes on or is completed now */
extern const struct sayings JAPANESE_RULES;       /* what is wrong with what a station posts */
extern const struct sayings JAPANESE_CORRECTIONS; /* why it is not taken back */
extern const struct sayings JAPANESE_EDITS;       /* why orders, faults and waivers stay as they are */
extern const struct sayings JAPANESE_PRODUCT;     /* what is wrong with a definition */
extern const struct sayings JAPANESE_WORDS;       /* states, kinds and types of entries */

#endif

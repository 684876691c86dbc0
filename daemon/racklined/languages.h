/* The languages that the daemon tells refusals in. */
#ifndef RACKLINE_LANGUAGES_H
#define RACKLINE_LANGUAGES_H

#include "base/language.h"

/* The one that an Accept-Language header likes best, the earlier of two liked alike. NULL, English, where it likes
 * none, and where there is no header. */
const struct language *language_asked(const char *accept_language);

/* Its tag. */
const char *language_tag(const struct language *language);

#endif

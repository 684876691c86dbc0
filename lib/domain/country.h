/* Countries, as a part's origin names them. */
#ifndef RACKLINE_COUNTRY_H
#define RACKLINE_COUNTRY_H

#include <stdbool.h>

/* Whether a text is an assigned code of ISO 3166-1 alpha-2, in capital letters: one spelling, or the shares of a rack's
 * parts by country would not add up, and a hold on a country would pass over some of its parts. */
bool country_is_code(const char *text);

#endif

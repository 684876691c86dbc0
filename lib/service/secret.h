/* Secrets that the plant makes. */
#ifndef RACKLINE_SECRET_H
#define RACKLINE_SECRET_H

#include "service/tokens.h"

enum { BROWSER_TEXT_SIZE = 32 };
/* Writes 128 random bits in base64url: which page of a station it is. */
void secret_make_browser(char text[static BROWSER_TEXT_SIZE]);

/* Writes `rackline_` and 256 random bits in base64url: the text of a new bearer token. */
void secret_make(char text[static TOKEN_TEXT_SIZE]);

#endif

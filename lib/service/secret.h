/* Secrets that the plant makes: the one file here that knows libsodium. */
#ifndef RACKLINE_SECRET_H
#define RACKLINE_SECRET_H

#include "service/tokens.h"

/* Writes `rackline_` and 256 random bits in base64url: the text of a new bearer token. */
void secret_make(char text[static TOKEN_TEXT_SIZE]);

#endif

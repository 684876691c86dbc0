/* Secrets that the plant makes. */
#ifndef RACKLINE_SECRET_H
#define RACKLINE_SECRET_H

#include "service/accounts.h"
#include "service/tokens.h"

/* `session_` and 256 random bits: what a page's cookie shows for who signed in. */
#define SESSION_PREFIX "session_"
void secret_make_session(char text[static TOKEN_TEXT_SIZE]);

/* Some 120 random bits as a person can type them: five groups of letters and digits that nobody takes for others. */
void secret_make_password(char text[static PASSWORD_TEXT_SIZE]);

enum { BROWSER_TEXT_SIZE = 32 };
/* Writes 128 random bits in base64url: which page of a station it is. */
void secret_make_browser(char text[static BROWSER_TEXT_SIZE]);

/* Writes `rackline_` and 256 random bits in base64url: the text of a new bearer token. */
void secret_make(char text[static TOKEN_TEXT_SIZE]);

#endif

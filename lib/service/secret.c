#include "service/secret.h"

#include <sodium.h>
#include <string.h>

void secret_make_browser(char text[static BROWSER_TEXT_SIZE])
{
    unsigned char random[16];
    randombytes_buf(random, sizeof random);
    sodium_bin2base64(text, BROWSER_TEXT_SIZE, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_make(char text[static TOKEN_TEXT_SIZE])
{
    static const char PREFIX[] = "rackline_"; /* so that a scanner knows one that leaked */
    enum { PREFIX_SIZE = sizeof PREFIX - 1 };
    unsigned char random[32];
    randombytes_buf(random, sizeof random);
    memcpy(text, PREFIX, PREFIX_SIZE);
    sodium_bin2base64(text + PREFIX_SIZE, TOKEN_TEXT_SIZE - PREFIX_SIZE, random, sizeof random,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(random, sizeof random);
}

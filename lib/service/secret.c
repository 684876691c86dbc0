#include "service/secret.h"

#include <sodium.h>
#include <string.h>

void secret_make_browser(char text[static BROWSER_TEXT_SIZE])
{
    unsigned char random[16];
    randombytes_buf(random, sizeof random);
    sodium_bin2base64(text, BROWSER_TEXT_SIZE, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static void make(const char *prefix, size_t size, char text[static TOKEN_TEXT_SIZE])
{
    unsigned char random[32];
    randombytes_buf(random, sizeof random);
    memcpy(text, prefix, size);
    sodium_bin2base64(text + size, TOKEN_TEXT_SIZE - size, random, sizeof random,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(random, sizeof random);
}

void secret_make(char text[static TOKEN_TEXT_SIZE])
{
    static const char PREFIX[] = "rackline_"; /* so that a scanner knows one that leaked */
    make(PREFIX, sizeof PREFIX - 1, text);
}

void secret_make_session(char text[static TOKEN_TEXT_SIZE])
{
    make(SESSION_PREFIX, sizeof SESSION_PREFIX - 1, text);
}

void secret_make_password(char text[static PASSWORD_TEXT_SIZE])
{
    static const char LETTERS[] = "abcdefghjkmnpqrstuvwxyz23456789";
    enum { GROUPS = 5, GROUP = 5 };
    char *at = text;
    for (int i = 0; i < GROUPS * GROUP; i++) {
        if (i && i % GROUP == 0)
            *at++ = '-';
        *at++ = LETTERS[randombytes_uniform(sizeof LETTERS - 1)];
    }
    *at = '\0';
}

/* The languages in which people are told why something was refused.
 *
 * A text stands in English where it is told, and is itself the key to what it is in another language. It may be a
 * format of printf: then the other takes the same arguments, each by its place where their order differs (%2$s). Each
 * floor keeps what it tells; tests/languages fails where something has no other. Codes, pointers and whatever is stored
 * are the same in every language. */
#ifndef RACKLINE_LANGUAGE_H
#define RACKLINE_LANGUAGE_H

#include <stddef.h>

struct saying {
    const char *english, *told;
    size_t size; /* of the English: most others differ in it, and are passed over without a look at them */
};
#define SAYING(english, told) {english, told, sizeof english - 1}

struct sayings {
    const struct saying *items;
    size_t count;
};
/* A table of them under a name that its header declares. */
#define SAYINGS(name, ...)                                                                                             \
    static const struct saying name##_ITEMS[] = {__VA_ARGS__};                                                         \
    const struct sayings name = {name##_ITEMS, sizeof name##_ITEMS / sizeof *name##_ITEMS}

/* Marks a word that is told where it is used, and not where it stands. */
#define TOLD(english) (english)

struct language {
    const char *tag; /* BCP 47 */
    const struct sayings *const *sayings;
    size_t count;
};

/* What an English text is in a language (NULL: English), or itself where the language has no other. */
const char *language_told(const struct language *language, const char *english);

#endif

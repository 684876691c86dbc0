#include "racklined/languages.h"

#include "base/japanese.h"
#include "domain/japanese.h"
#include "racklined/japanese.h"
#include "racklined/negotiate.h"
#include "service/japanese.h"

static const struct sayings *const JAPANESE_SAYINGS[] = {
    &JAPANESE_INTERLOCK, &JAPANESE_RULES,  &JAPANESE_CORRECTIONS, &JAPANESE_EDITS,   &JAPANESE_WORDS,
    &JAPANESE_BODY,      &JAPANESE_TITLES, &JAPANESE_PRODUCT,     &JAPANESE_SERVICE, &JAPANESE_REQUEST,
};
static const struct language JAPANESE = {"ja", JAPANESE_SAYINGS, sizeof JAPANESE_SAYINGS / sizeof *JAPANESE_SAYINGS};

static const char *const TAGS[] = {"en", "ja"};
static const struct language *const LANGUAGES[] = {NULL, &JAPANESE};

const struct language *language_asked(const char *accept_language)
{
    return accept_language ? LANGUAGES[language_choose(accept_language, TAGS, sizeof TAGS / sizeof *TAGS)] : NULL;
}

const char *language_tag(const struct language *language)
{
    return language ? language->tag : TAGS[0];
}

/* What a request's headers ask for: who asks, in which form the answer is wanted, and which version is meant. */
#ifndef RACKLINE_NEGOTIATE_H
#define RACKLINE_NEGOTIATE_H

#include "base/uuid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The token in an Authorization header of the scheme Bearer; NULL when it is of another scheme, or not a token. */
const char *bearer_token(const char *authorization);

/* Whether a Content-Type is JSON in UTF-8: application/json or any +json, with no other charset. */
bool content_type_is_json(const char *content_type);

/* The index of the offered media type that an Accept header likes best, the earlier of two liked alike; -1 when it
 * takes none. NULL, no header, takes anything. */
int accept_choose(const char *accept, const char *const *offers, size_t count);

/* The index of the offered language that an Accept-Language header likes best, the earlier in the header of two liked
 * alike; 0 when it likes none, or any. Of ja-JP ja is the language. */
int language_choose(const char *accept_language, const char *const *offers, size_t count);

/* The entity tag of the version of one thing: a strong one, which If-Match takes back. And of all that depends on what
 * was entered and on nothing else: a weak one, for it may come in several forms. */
enum { ETAG_SIZE = 48 };
void etag_of_version(int64_t version, char ret[static ETAG_SIZE]);
void etag_of_head(int64_t journal_position, char ret[static ETAG_SIZE]);
/* Of bytes, whatever they depend on: a weak one too; a strong one where they show a version of one thing, among what
 * changes without it, for If-Match then takes that version from it. */
void etag_of_bytes(const char *bytes, size_t size, int64_t version, char ret[static ETAG_SIZE]);

/* Whether an If-None-Match header names the tag, weakly or strongly, or is `*`. */
bool etag_matches(const char *if_none_match, const char *etag);

/* Reads If-Match: the version of one strong entity tag; IF_MATCH_ANY for *; 0, which no version is, for a tag that
 * never was a version (weak ones never match). False for anything else. */
bool if_match_read(const char *if_match, int64_t *ret_version);

/* Reads an Idempotency-Key: a UUID other than zero, bare or in quotes. */
bool idempotency_key_read(const char *text, struct uuid *ret);

/* Reads the position in ?after's twin, the header Last-Event-ID: decimal digits. */
bool event_id_read(const char *text, int64_t *ret);

#endif

/* The other names that a component goes by: UUIDs, MAC addresses, InfiniBand GUIDs, asset tags. */
#ifndef RACKLINE_IDENTIFIER_H
#define RACKLINE_IDENTIFIER_H

#include "base/arena.h"
#include "domain/state.h"

/* The value in the one spelling that its kind has here, in small letters:
 * - uuid: RFC 9562's, 8-4-4-4-12 digits, read in either case;
 * - mac: EUI-48 or EUI-64 as octets with colons, read with colons, hyphens, dots or nothing between its digits;
 * - guid: an InfiniBand GUID as 16 digits, read with 0x before it and colons between;
 * - asset_tag: as it is, when it is an identity in one spelling (serial.h).
 * False when the value is not of that form, or memory is out; *ret is then as it was. */
bool identifier_spell(const struct identifier *identifier, struct arena *arena, const char **ret);

/* Whether a part keeps its name of this kind for good: all but an asset tag, which people stick on. */
bool identifier_is_permanent(int kind);

/* Whether a part has one name of this kind at most: a card with two ports has two MAC addresses, and GUIDs. */
bool identifier_is_single(int kind);

/* Spells every identifier that has the form of its kind; the others stay as they are. */
void identifiers_spell(struct identifier *identifiers, size_t count, struct arena *arena);

#endif

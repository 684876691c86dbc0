/* The other names that a part is scanned with: names in their form, and of this part alone. */
#include "domain/identifier.h"
#include "domain/interlock.h"
#include "domain/serial.h"

#include <string.h>

static bool is_of_part(const struct known_identifier *known, const struct component_installed *data)
{
    return data->serial && !strcmp(known->part_number, data->part_number) && !strcmp(known->serial, data->serial);
}

static bool is_same(const struct identifier *known, int kind, const char *spelled, struct arena *arena)
{
    const char *value = known->value;
    identifier_spell(known, arena, &value);
    return known->kind == kind && !strcmp(value, spelled);
}

/* Whether anything that is scanned is what the part is known by: of a card with two ports a label may say one. */
static bool is_recognised(const struct known_identifier *known, const struct component_installed *data,
                          struct arena *arena)
{
    for (size_t i = 0; i < data->identifiers.count; i++) {
        const struct identifier *scanned = &data->identifiers.items[i];
        const char *spelled;
        if (identifier_spell(scanned, arena, &spelled) && is_same(&known->identifier, scanned->kind, spelled, arena))
            return true;
    }
    return false;
}

/* What the part is known by, when that is of this kind and none of what is scanned; NULL: nothing speaks against it. */
static const struct known_identifier *known_otherwise(const struct snapshot *snapshot,
                                                      const struct component_installed *data, int kind,
                                                      struct arena *arena)
{
    const struct known_identifier *last = NULL;
    for (size_t i = 0; i < snapshot->known_identifiers.count; i++) {
        const struct known_identifier *known = &snapshot->known_identifiers.items[i];
        if (known->identifier.kind != kind || !is_of_part(known, data))
            continue;
        if (is_recognised(known, data, arena))
            return NULL;
        if (!last || strcmp(last->identifier.value, known->identifier.value))
            last = known; /* not when it was moved since */
    }
    return last;
}

/* A module and what is soldered onto it may say one serial number and one UUID. */
static bool is_of_another(const struct known_identifier *known, const struct component_installed *data)
{
    return !data->serial || strcmp(known->serial, data->serial);
}

/* A unit built here goes by its serial number: its label says the names of what is in it now. */
static void interlock_permanent(const struct snapshot *snapshot, const struct component_installed *data, int kind,
                                const char *spelled, struct reasons *reasons)
{
    const char *word = reason_name(reasons, &IDENTIFIER_KIND_NAMES, kind);
    if (snapshot->component_unit)
        return;
    const struct known_identifier *known = known_otherwise(snapshot, data, kind, reasons->arena);
    if (known)
        refuse_for(reasons, REFUSAL_IDENTIFIER_DIFFERS, known->installation_id,
                   "%s %s has %s %s since journal position %lld, not %s", data->part_number, data->serial, word,
                   known->identifier.value, (long long)known->installation_id, spelled);
    for (size_t i = 0; i < snapshot->known_identifiers.count; i++) {
        const struct known_identifier *other = &snapshot->known_identifiers.items[i];
        if (is_of_another(other, data) && is_same(&other->identifier, kind, spelled, reasons->arena))
            refuse_for(reasons, REFUSAL_IDENTIFIER_TAKEN, other->installation_id,
                       "%s %s is that of %s %s since journal position %lld", word, spelled, other->part_number,
                       other->serial, (long long)other->installation_id);
    }
}

/* What a firmware says that was never given a name is no name, of whatever kind. */
void interlock_identifiers(const struct snapshot *snapshot, const struct component_installed *data,
                           struct reasons *reasons)
{
    for (size_t i = 0; i < data->identifiers.count; i++) {
        const struct identifier *identifier = &data->identifiers.items[i];
        const char *kind = reason_name(reasons, &IDENTIFIER_KIND_NAMES, identifier->kind), *spelled;
        if (identity_is_placeholder(identifier->value))
            refuse(reasons, REFUSAL_IDENTIFIER_PLACEHOLDER, "\"%s\" is no %s but a placeholder: leave it out",
                   identifier->value, kind);
        else if (!identifier_spell(identifier, reasons->arena, &spelled))
            refuse(reasons, REFUSAL_IDENTIFIER_MALFORMED, "\"%s\" has not the form of a %s", identifier->value, kind);
        else if (identifier_is_permanent(identifier->kind))
            interlock_permanent(snapshot, data, identifier->kind, spelled, reasons);
    }
}

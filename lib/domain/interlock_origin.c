/* Where a part comes from, as it is scanned or described: said so that two readers read the same, or left out. */
#include "domain/country.h"
#include "domain/interlock.h"
#include "domain/provenance.h"
#include "domain/serial.h"

#include <string.h>

/* A part with two spellings would stand in two places. */
void interlock_spelling(const char *identity, const char *what, struct reasons *reasons)
{
    if (identity && !identity_is_clean(identity))
        refuse(reasons, REFUSAL_IDENTITY_MALFORMED,
               "the %s \"%s\" has blanks at an end or side by side, or characters that are not ASCII",
               reason_word(reasons, what), identity);
}

void interlock_lot(const char *lot, struct reasons *reasons)
{
    interlock_spelling(lot, TOLD("lot"), reasons);
    if (lot && identity_is_placeholder(lot))
        refuse(reasons, REFUSAL_SERIAL_PLACEHOLDER, "\"%s\" is no lot", lot);
}

void interlock_serial_known(const struct component *otherwise, const char *serial, struct reasons *reasons)
{
    if (otherwise)
        refuse_for(reasons, REFUSAL_SERIAL_CASE, otherwise->installation_id,
                   "\"%s\" is on record of %s as %s, in other capitals: enter it so", serial, otherwise->part_number,
                   otherwise->serial);
}

void interlock_lot_known(const struct installation *otherwise, const char *lot, struct reasons *reasons)
{
    if (otherwise)
        refuse_for(reasons, REFUSAL_LOT_CASE, otherwise->installation_id,
                   "lot \"%s\" of %s is on record as %s, in other capitals: enter it so", lot, otherwise->part_number,
                   otherwise->lot);
}

void interlock_country(const char *country, struct reasons *reasons)
{
    if (country && !country_is_code(country))
        refuse(reasons, REFUSAL_COUNTRY, "\"%s\" is no code of a country, such as JP", country);
}

/* Who or where: in any script, and said or left out. */
void interlock_named(const char *name, const char *what, struct reasons *reasons)
{
    if (name && identity_is_placeholder(name))
        refuse(reasons, REFUSAL_IDENTIFIER_PLACEHOLDER, "\"%s\" is no %s: leave it out", name,
               reason_word(reasons, what));
    else if (name && (name[0] == ' ' || name[strlen(name) - 1] == ' '))
        refuse(reasons, REFUSAL_IDENTITY_MALFORMED, "the %s \"%s\" has blanks at an end", reason_word(reasons, what),
               name);
}

static void interlock_same(const struct scanned_part *part, const char *what, const char *said, const char *on_record,
                           struct reasons *reasons)
{
    if (said && on_record && !identity_is_placeholder(on_record) && strcmp(said, on_record))
        refuse(reasons, REFUSAL_ORIGIN_OTHER, "the %s of %s %s is %s on record, not %s", reason_word(reasons, what),
               part->part_number, part->serial, on_record, said);
}

void interlock_origin(const struct scanned_part *part, const struct provenance *said, const struct provenance *before,
                      struct reasons *reasons)
{
    interlock_named(said->supplier, TOLD("supplier"), reasons);
    interlock_named(said->origin_site, TOLD("site of origin"), reasons);
    if (!before)
        return;
    interlock_same(part, TOLD("lot"), said->lot, before->lot, reasons);
    interlock_same(part, TOLD("supplier"), said->supplier, before->supplier, reasons);
    interlock_same(part, TOLD("country of origin"), said->country, before->country, reasons);
    interlock_same(part, TOLD("site of origin"), said->origin_site, before->origin_site, reasons);
    if (part->revision_described)
        interlock_same(part, TOLD("revision"), said->revision, before->revision, reasons);
}

/* Records of parts that are back from their supplier. */
#include "domain/entry_records.h"
#include "domain/receipt.h"

static const struct field COMPONENT_RECEIVED_FIELDS[] = {
    FIELD_TEXT(struct component_received, part_number, REQUIRED, 1, 64, "part number of the part"),
    FIELD_TEXT(struct component_received, serial, REQUIRED, 1, 64, "serial number of the part"),
    ORIGIN_FIELDS(struct component_received),
    FIELD_REASON(struct component_received, reference, REQUIRED, 200, "what the supplier says of it: its repair report"),
    FIELD_REASON(struct component_received, reason, REQUIRED, 1000, "why it may be installed again"),
};
const struct record COMPONENT_RECEIVED_RECORD =
    RECORD(struct component_received, "component_received", COMPONENT_RECEIVED_FIELDS,
           "A part that was returned to its supplier and is back, with what is so of it now.");

static const struct field RECEIPT_FIELDS[] = {
    FIELD_INTEGER(struct receipt, receipt, REQUIRED, 0, 0, "its journal position"),
    FIELD_TEXT(struct receipt, part_number, REQUIRED, 0, 0, "of the part"),
    FIELD_TEXT(struct receipt, serial, REQUIRED, 0, 0, "of the part"),
    FIELD_RECORD(struct receipt, said, OPTIONAL, &PROVENANCE_RECORD, "what is so now"),
    FIELD_TEXT(struct receipt, reference, REQUIRED, 0, 0, "what the supplier says of it"),
    FIELD_TEXT(struct receipt, reason, REQUIRED, 0, 0, "why it may be installed again"),
    FIELD_TEXT(struct receipt, received_by, REQUIRED, 0, 64, "token that said so"),
    FIELD_TIME(struct receipt, received, REQUIRED, "when"),
    FIELD_INTEGER(struct receipt, voided_by, OPTIONAL, 0, 0, "journal position of the correction that voids it"),
};
const struct record RECEIPT_RECORD =
    RECORD(struct receipt, "receipt", RECEIPT_FIELDS, "A part that came back from its supplier.");

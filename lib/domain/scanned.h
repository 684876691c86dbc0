/* What a scan says of a part, made ready to be judged. */
#ifndef RACKLINE_SCANNED_H
#define RACKLINE_SCANNED_H

#include "base/fault.h"
#include "base/reason.h"
#include "domain/event.h"

/* Spells the identifiers, and adds REASON_DUPLICATE_ITEM for each firmware, UUID or asset tag that was named before
 * with another version or value: of the two nobody knows which it is. `pointer` leads to the event. FAULT_INVALID when a
 * reason was added. */
enum fault scanned_settle(struct component_installed *scanned, const char *pointer, struct reasons *reasons);

#endif

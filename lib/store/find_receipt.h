/* Finding how parts came back from their suppliers. As in find.h. */
#ifndef RACKLINE_FIND_RECEIPT_H
#define RACKLINE_FIND_RECEIPT_H

#include "domain/receipt.h"
#include "store/find.h"

struct receipts {
    LIST_OF(struct receipt) list;
};
/* Of one part, voided ones too, in their order. */
enum fault find_receipts(struct store *store, const char *part_number, const char *serial, struct arena *arena,
                         struct receipts *ret);
/* The same, those left out that were voided. */
enum fault find_receipts_standing(struct store *store, const char *part_number, const char *serial,
                                  struct arena *arena, struct receipts *ret);

#endif

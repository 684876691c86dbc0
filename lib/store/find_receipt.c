#include "store/find_receipt.h"

SQL_READ(RECEIPTS_OF_COMPONENT, &RECEIPT_RECORD,
         "SELECT receipt_id AS receipt, part_number, serial, said, reference, reason, received_by, received, voided_by"
         " FROM receipt WHERE part_number = $1 AND serial = $2 ORDER BY receipt_id");

enum fault find_receipts(struct store *store, const char *part_number, const char *serial, struct arena *arena,
                         struct receipts *ret)
{
    return db_rows(store_db(store), &RECEIPTS_OF_COMPONENT, BINDS(bind_text(part_number), bind_text(serial)), arena,
                   &ret->list);
}

enum fault find_receipts_standing(struct store *store, const char *part_number, const char *serial,
                                  struct arena *arena, struct receipts *ret)
{
    struct receipts all;
    enum fault fault = find_receipts(store, part_number, serial, arena, &all);
    if (fault)
        return fault;
    *ret = (struct receipts){.list = {.items = all.list.items}};
    for (size_t i = 0; i < all.list.count; i++)
        if (all.list.items[i].voided_by == ABSENT_INTEGER)
            ret->list.items[ret->list.count++] = all.list.items[i];
    return NOTHING_WRONG;
}

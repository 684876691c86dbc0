#include "service/check.h"

#include "store/apply.h"

#include <unistd.h>

enum fault journal_check(const char *path, struct buffer *report, struct reasons *reasons)
{
    const char *scratch = arena_printf(reasons->arena, "%s.check-%ld", path, (long)getpid());
    if (!scratch)
        return FAULT_MEMORY;
    struct store *store;
    enum fault fault = store_open(path, DB_READ, &store, reasons);
    if (fault)
        return fault;
    fault = rebuild_compare(store, scratch, report, reasons);
    store_close(store);
    return fault;
}

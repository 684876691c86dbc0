/* A station says in what state it is: from any to any. */
#include "domain/interlock.h"
#include "domain/rule.h"

enum fault rule_station_changed(const struct snapshot *snapshot, const void *event, struct decision *ret,
                                struct reasons *reasons)
{
    const struct station_changed *data = event;
    size_t found = reasons->found;
    interlock_station(snapshot, reasons);
    interlock_operator(snapshot, data->operator, false, reasons);
    if (reasons->found > found)
        return FAULT_REFUSED;
    *ret = (struct decision){0};
    decide(ret, ENTRY_STATION_CHANGED, data, NULL);
    return NOTHING_WRONG;
}

/* Stations: a station says in what state it is, from any to any; planners say what it is. */
#include "domain/interlock.h"
#include "domain/rule.h"

#include <string.h>

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

static bool has_bay(const struct station_defined *data, const char *bay)
{
    for (size_t i = 0; i < data->bays.count; i++)
        if (!strcmp(data->bays.items[i].bay, bay))
            return true;
    return false;
}

void station_may_be_defined(const struct station_defined *data, const struct station *now, const struct run *runs,
                            size_t count, struct reasons *reasons)
{
    for (size_t i = 0; i < data->bays.count; i++)
        for (size_t k = i + 1; k < data->bays.count; k++)
            if (!strcmp(data->bays.items[i].bay, data->bays.items[k].bay))
                refuse(reasons, REFUSAL_BAY_TWICE, "two bays are named %s", data->bays.items[i].bay);
    if (count && strcmp(now->type, data->type))
        refuse(reasons, REFUSAL_STATION_BUSY, "operation %s runs there, at a station of type %s", runs[0].operation,
               now->type);
    for (size_t i = 0; i < count; i++)
        if (runs[i].bay && !has_bay(data, runs[i].bay))
            refuse(reasons, REFUSAL_STATION_BUSY, "operation %s runs in bay %s", runs[i].operation, runs[i].bay);
}

#include "racklined/in_flight.h"

static bool hold(struct in_flight *in_flight, struct share *share, int64_t bytes, int64_t max)
{
    const int64_t more = bytes > IN_FLIGHT_SMALL ? bytes - share->bytes : 0;
    if (more <= 0)
        return true;
    if (atomic_fetch_add(&in_flight->bytes, more) + more > max) {
        atomic_fetch_sub(&in_flight->bytes, more);
        return false;
    }
    share->bytes = bytes;
    return true;
}

bool in_flight_hold(struct in_flight *in_flight, struct share *share, int64_t bytes)
{
    return hold(in_flight, share, bytes, atomic_load(&in_flight->max));
}

void in_flight_hold_anyway(struct in_flight *in_flight, struct share *share, int64_t bytes)
{
    hold(in_flight, share, bytes, INT64_MAX);
}

void in_flight_release(struct in_flight *in_flight, struct share *share)
{
    atomic_fetch_sub(&in_flight->bytes, share->bytes);
    share->bytes = 0;
}

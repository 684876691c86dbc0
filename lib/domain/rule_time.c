/* When a thing can have happened. */
#include "domain/rules.h"

#include "base/time.h"

void event_may_be_of(int64_t at_us, const struct site *site, int64_t now_us, int64_t wall_us, struct reasons *reasons)
{
    char at[TIME_TEXT_SIZE], than[TIME_TEXT_SIZE];
    if (site->kind == SITE_TRAINING)
        return;
    time_format(at_us, at);
    if (at_us > (wall_us > now_us ? wall_us : now_us) + EVENT_CLOCK_ROOM_US) {
        time_format(now_us, than);
        refuse(reasons, REFUSAL_AT_AHEAD, "%s is yet to come: it is %s at this plant", at, than);
    }
    if (at_us < site->founded_us - EVENT_CLOCK_ROOM_US) {
        time_format(site->founded_us, than);
        refuse(reasons, REFUSAL_AT_BEFORE, "%s is before this plant's journal began, which was %s", at, than);
    }
}

bool event_is_late(int64_t at_us, int64_t recorded_us)
{
    return at_us <= recorded_us - US_PER_MINUTE || at_us >= recorded_us + US_PER_MINUTE;
}

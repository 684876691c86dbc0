#include "domain/badge.h"

#include "domain/refusal.h"

static const struct field BADGE_FIELDS[] = {
    FIELD_TEXT(struct badge, station, REQUIRED, 1, 64, "code of the station"),
    FIELD_TEXT(struct badge, operator, REQUIRED, 1, 64, "who badged in"),
    FIELD_UUID(struct badge, browser, REQUIRED, "at which of its pages"),
    FIELD_TIME(struct badge, began, REQUIRED, "when"),
    FIELD_TIME(struct badge, until, REQUIRED, "until when it counts"),
    FIELD_TIME(struct badge, ended, OPTIONAL, "when the operator left, or another one came"),
};
const struct record BADGE_RECORD = RECORD(struct badge, "badge", BADGE_FIELDS, "An operator's coming to a station.");

bool badge_counts(const struct badge *badge, int64_t now_us)
{
    return badge->ended == ABSENT_INTEGER && now_us < badge->until;
}

static int64_t badge_end(const struct badge *badge)
{
    bool left = badge->ended != ABSENT_INTEGER && badge->ended < badge->until;
    return left ? badge->ended : badge->until;
}

void badge_may_post(const struct badge *badge, const struct badge_post *post, struct reasons *reasons)
{
    if (!post->operator) {
        refuse(reasons, REFUSAL_BADGE_NONE, "what a station's page posts names the operator who badged in there");
        return;
    }
    if (!badge) {
        refuse(reasons, REFUSAL_BADGE_NONE, "operator %s has not badged in at this station", post->operator);
        return;
    }
    int64_t end_us = badge_end(badge);
    if (post->now_us - end_us >= post->late_us)
        refuse(reasons, REFUSAL_BADGE_NONE, "operator %s must badge in again at this station", post->operator);
    else if (post->at_us < badge->began - post->room_us || post->at_us > end_us + post->room_us)
        refuse(reasons, REFUSAL_BADGE_NONE, "operator %s was not badged in at this station at that time",
               post->operator);
}

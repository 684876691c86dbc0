/* Verdicts: the daemon's own, never the station's. */
#include "domain/verdict.h"

enum verdict measurement_verdict(const struct characteristic *characteristic, double value)
{
    bool within = !isnan(value) && (isnan(characteristic->lower) || value >= characteristic->lower) &&
                  (isnan(characteristic->upper) || value <= characteristic->upper);
    return within ? VERDICT_PASSED : VERDICT_FAILED;
}

enum verdict answer_verdict(const struct check *check, const char *answer)
{
    return check_accepts(check, answer) ? VERDICT_PASSED : VERDICT_FAILED;
}

enum verdict run_verdict(const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->measurements.count; i++)
        if (snapshot->measurements.items[i].verdict != VERDICT_PASSED)
            return VERDICT_FAILED;
    for (size_t i = 0; i < snapshot->answers.count; i++)
        if (snapshot->answers.items[i].verdict != VERDICT_PASSED)
            return VERDICT_FAILED;
    return VERDICT_PASSED;
}

/* Every reason for which the rules of the line refuse something: one row a reason. */
#ifndef RACKLINE_REFUSAL_H
#define RACKLINE_REFUSAL_H

#include "base/reason.h"

#define REFUSALS(X)                                                                                       \
    X(REFUSAL_NO_STATION, "no-station", "this token stands for no station")                               \
    X(REFUSAL_STATION_UNKNOWN, "station-unknown", "no station has this code")                             \
    X(REFUSAL_STATION_TYPE, "station-type", "the operation runs at another type of station")              \
    X(REFUSAL_STATION_DOWN, "station-down", "the station is down")                                        \
    X(REFUSAL_STATION_FULL, "station-full", "the station has no place free")                              \
    X(REFUSAL_STATION_BUSY, "station-busy", "what runs at the station needs what would be taken away")    \
    X(REFUSAL_STATION_OTHER, "station-other", "the operation runs at another station")                    \
    X(REFUSAL_UNIT_MISSING, "unit-missing", "the event names no unit")                                    \
    X(REFUSAL_UNIT_UNKNOWN, "unit-unknown", "no unit has this serial number")                             \
    X(REFUSAL_UNIT_AMBIGUOUS, "unit-ambiguous", "several units have this serial number")                  \
    X(REFUSAL_UNIT_STATE, "unit-state", "the unit's state does not allow it")                             \
    X(REFUSAL_UNIT_HELD, "unit-held", "a hold lies on the unit")                                          \
    X(REFUSAL_UNIT_INSTALLED, "unit-installed", "the unit is installed in another")                       \
    X(REFUSAL_UNIT_UNFINISHED, "unit-unfinished", "an operation of the unit is not passed")               \
    X(REFUSAL_ORDER_HELD, "order-held", "a hold lies on the order")                                       \
    X(REFUSAL_ORDER_STATE, "order-state", "the order's state does not allow it")                          \
    X(REFUSAL_ORDER_FIXED, "order-fixed", "the order's units are made, and this was settled with them")   \
    X(REFUSAL_ORDER_EXISTS, "order-exists", "an order has this number already")                           \
    X(REFUSAL_OPERATION_MISSING, "operation-missing", "the event names no operation")                     \
    X(REFUSAL_OPERATION_UNKNOWN, "operation-unknown", "the unit's routing has no such operation")         \
    X(REFUSAL_OPERATION_STATE, "operation-state", "the operation's state does not allow it")              \
    X(REFUSAL_PREDECESSOR_OPEN, "predecessor-open", "an operation before it is not passed")               \
    X(REFUSAL_ATTEMPTS_SPENT, "attempts-spent", "the operation failed as often as it may")                \
    X(REFUSAL_OPERATOR_MISSING, "operator-missing", "the event names no operator")                        \
    X(REFUSAL_OPERATOR_UNKNOWN, "operator-unknown", "no operator has this badge")                         \
    X(REFUSAL_OPERATOR_LEFT, "operator-left", "the operator works here no more")                          \
    X(REFUSAL_SKILL_MISSING, "skill-missing", "the operator lacks the skill")                             \
    X(REFUSAL_SKILL_EXPIRED, "skill-expired", "the operator's skill has expired")                         \
    X(REFUSAL_TOOL_MISSING, "tool-missing", "the operation needs a tool and none is named")               \
    X(REFUSAL_TOOL_UNKNOWN, "tool-unknown", "no tool has this code")                                      \
    X(REFUSAL_TOOL_TYPE, "tool-type", "the tool is of another type")                                      \
    X(REFUSAL_TOOL_WITHDRAWN, "tool-withdrawn", "the tool is withdrawn")                                  \
    X(REFUSAL_TOOL_CALIBRATION, "tool-calibration", "the tool's calibration is past due")                 \
    X(REFUSAL_BAY_MISSING, "bay-missing", "the operation runs in a bay and none is named")                \
    X(REFUSAL_BAY_UNKNOWN, "bay-unknown", "the station has no such bay")                                  \
    X(REFUSAL_BAY_TAKEN, "bay-taken", "another unit is in the bay")                                       \
    X(REFUSAL_BAY_POWER, "bay-power", "there is not enough power free")                                   \
    X(REFUSAL_BAY_COOLANT, "bay-coolant", "there is not enough coolant free")                             \
    X(REFUSAL_POSITION_MISSING, "position-missing", "the event names no position")                        \
    X(REFUSAL_POSITION_UNKNOWN, "position-unknown", "the product has no such position")                   \
    X(REFUSAL_POSITION_OPERATION, "position-operation", "another operation fills the position")           \
    X(REFUSAL_POSITION_FILLED, "position-filled", "the position is filled")                               \
    X(REFUSAL_POSITION_EMPTY, "position-empty", "the position is empty")                                  \
    X(REFUSAL_POSITION_OTHER, "position-other", "it is not measured or checked at this position")         \
    X(REFUSAL_PART_WRONG, "part-wrong", "this part is not approved for the position")                     \
    X(REFUSAL_REVISION_WRONG, "revision-wrong", "this revision is not approved for the position")         \
    X(REFUSAL_PART_UNAPPROVED, "part-unapproved", "the part in the position is not approved any more")    \
    X(REFUSAL_SERIAL_MISSING, "serial-missing", "the part is tracked by serial number")                   \
    X(REFUSAL_SERIAL_PLACEHOLDER, "serial-placeholder", "this is a placeholder, no serial number")        \
    X(REFUSAL_SERIAL_FORM, "serial-form", "the serial numbers of this part have another form")            \
    X(REFUSAL_SERIAL_CASE, "serial-case", "a part is known by this serial number in other capitals")          \
    X(REFUSAL_SERIAL_OTHER, "serial-other", "another serial number is in the position")                   \
    X(REFUSAL_SERIAL_UNTRACKED, "serial-untracked", "the part goes by no serial number in this position")     \
    X(REFUSAL_IDENTITY_MALFORMED, "identity-malformed", "this serial number, lot or revision has no one spelling")  \
    X(REFUSAL_IDENTIFIER_PLACEHOLDER, "identifier-placeholder", "this is a placeholder, no name of a part")   \
    X(REFUSAL_IDENTIFIER_MALFORMED, "identifier-malformed", "an identifier has not the form of its kind")     \
    X(REFUSAL_IDENTIFIER_DIFFERS, "identifier-differs", "the part is known by another UUID, MAC address or GUID") \
    X(REFUSAL_IDENTIFIER_TAKEN, "identifier-taken", "another part is known by this UUID, MAC address or GUID") \
    X(REFUSAL_LOT_CASE, "lot-case", "the part is known to come in this lot in other capitals")            \
    X(REFUSAL_LOT_MISSING, "lot-missing", "the part is tracked by lot")                                   \
    X(REFUSAL_ORIGIN_MISSING, "origin-missing", "a hold asks where such a part comes from")               \
    X(REFUSAL_ORIGIN_OTHER, "origin-other", "another lot, supplier, origin or revision of this part is on record") \
    X(REFUSAL_DESCRIBED_SO, "described-so", "the part is on record so already")                             \
    X(REFUSAL_DESCRIPTION_STATE, "description-state", "the description does not wait for a second person")  \
    X(REFUSAL_COUNTRY, "country-malformed", "a country is a code of ISO 3166-1 alpha-2, in capitals")       \
    X(REFUSAL_COMPONENT_INSTALLED, "component-installed", "this component is installed elsewhere")        \
    X(REFUSAL_COMPONENT_SCRAPPED, "component-scrapped", "this component was scrapped")                    \
    X(REFUSAL_COMPONENT_RETURNED, "component-returned", "this component was returned to its supplier")    \
    X(REFUSAL_COMPONENT_HERE, "component-here", "this component is not at its supplier")                  \
    X(REFUSAL_COMPONENT_FAULTY, "component-faulty", "a nonconformance speaks against this component")      \
    X(REFUSAL_SALVAGE, "salvage-quality", "only quality takes parts out of scrap for use")                \
    X(REFUSAL_COMPONENT_NOT_BUILT, "component-not-built", "no unit of this plant has this serial number") \
    X(REFUSAL_COMPONENT_UNFINISHED, "component-unfinished", "this component is a unit not completed")     \
    X(REFUSAL_COMPONENT_HELD, "component-held", "a hold lies on this component")                          \
    X(REFUSAL_COMPONENT_ITSELF, "component-itself", "a unit cannot be installed in itself")               \
    X(REFUSAL_CHARACTERISTIC_UNKNOWN, "characteristic-unknown", "the operation has no such characteristic") \
    X(REFUSAL_UNIT_OF_MEASURE, "unit-of-measure", "the characteristic is measured in another unit")       \
    X(REFUSAL_CHECK_UNKNOWN, "check-unknown", "the operation has no such check")                          \
    X(REFUSAL_ANSWER_UNKNOWN, "answer-unknown", "the check has no such answer")                           \
    X(REFUSAL_POSITIONS_UNFILLED, "positions-unfilled", "positions are still empty")                      \
    X(REFUSAL_MEASUREMENTS_MISSING, "measurements-missing", "measurements are still missing")             \
    X(REFUSAL_CHECKS_MISSING, "checks-missing", "checks are still unanswered")                            \
    X(REFUSAL_SIGNATURE_MISSING, "signature-missing", "the sign-off is still missing")                    \
    X(REFUSAL_SIGN_OFF_NONE, "sign-off-none", "the operation asks for no sign-off")                       \
    X(REFUSAL_SIGNER_BUILT, "signer-built", "who built on the unit may not sign it off")                  \
    X(REFUSAL_SIGNER_RAN, "signer-ran", "who ran the operation may not sign it off")                      \
    X(REFUSAL_TOO_EARLY, "too-early", "it cannot have been done in so short a time")                      \
    X(REFUSAL_BURN_IN_SHORT, "burn-in-short", "the burn-in has not run its hours")                        \
    X(REFUSAL_PAUSE_FORBIDDEN, "pause-forbidden", "this operation may not be paused")                     \
    X(REFUSAL_NONCONFORMANCE_OPEN, "nonconformance-open", "a nonconformance is not dispositioned")        \
    X(REFUSAL_NONCONFORMANCE_STATE, "nonconformance-state", "the nonconformance is dispositioned already") \
    X(REFUSAL_NONCONFORMANCE_UNCLOSED, "nonconformance-unclosed", "a nonconformance is not closed")       \
    X(REFUSAL_MATERIAL_REVIEW, "material-review", "the unit is in material review")                       \
    X(REFUSAL_UNIT_CONDEMNED, "unit-condemned", "quality decided to scrap the unit")                      \
    X(REFUSAL_WAIVER_FORBIDDEN, "waiver-forbidden", "the operation is never waived")                       \
    X(REFUSAL_WAIVER_REQUESTED, "waiver-requested", "a waiver of the operation is asked for already")      \
    X(REFUSAL_WAIVER_STATE, "waiver-state", "the waiver does not stand so any more")                       \
    X(REFUSAL_COUNTERSIGN_NONE, "countersign-none", "there is nothing to countersign")                    \
    X(REFUSAL_COUNTERSIGN_SAME, "countersign-same", "a second person must countersign")                   \
    X(REFUSAL_COUNTERSIGN_CHANGED, "countersign-changed", "what was decided on is not as it was")         \
    X(REFUSAL_ACTION_MISSING, "action-missing", "an action that was decided is not done")                 \
    X(REFUSAL_DEFECT_UNKNOWN, "defect-unknown", "the catalogue has no such defect")                       \
    X(REFUSAL_DEFECT_WITHDRAWN, "defect-withdrawn", "the defect is not reported any more")                \
    X(REFUSAL_EVENT_UNKNOWN, "event-unknown", "no event has this id")                                     \
    X(REFUSAL_NOT_CORRECTABLE, "not-correctable", "an event such as this cannot be corrected")            \
    X(REFUSAL_CORRECTED_ALREADY, "corrected-already", "the event was corrected before")                   \
    X(REFUSAL_CORRECTION_OPERATOR, "correction-operator", "only its own operator, or quality, corrects it") \
    X(REFUSAL_CORRECTION_WINDOW, "correction-window", "it is too long ago for anybody but quality")         \
    X(REFUSAL_LATER_EVENT, "later-event", "a later event depends on it")                                  \
    X(REFUSAL_PRODUCT_UNKNOWN, "product-unknown", "no product has this part number and revision")         \
    X(REFUSAL_PRODUCT_STATE, "product-state", "the product's state does not allow it")                    \
    X(REFUSAL_REVISION_NOT_NEWER, "revision-not-newer", "the unit's revision is that one, or a newer one") \
    X(REFUSAL_UNIT_NOT_OF_ORDER, "unit-not-of-order", "the order has no unit of this serial number")      \
    X(REFUSAL_NO_UNIT_LEFT, "no-unit-left", "no unit of the order is before the operation")               \
    X(REFUSAL_TOO_MANY_UNITS, "too-many-units", "more units than can be changed at once")                 \
    X(REFUSAL_PRODUCT_IN_USE, "product-in-use", "an open order is for this product")                      \
    X(REFUSAL_ORDER_TOO_LARGE, "order-too-large", "one order is not for so many units")                   \
    X(REFUSAL_SERIALS_SPENT, "serials-spent", "the serial-number format has too few numbers left")             \
    X(REFUSAL_HOLD_UNKNOWN, "hold-unknown", "there is no such hold")                                      \
    X(REFUSAL_HOLD_RELEASED, "hold-released", "the hold is released already")                             \
    X(REFUSAL_HOLD_NOT_THERE, "hold-not-there", "the hold does not lie on the unit")                      \
    X(REFUSAL_HOLD_INSIDE, "hold-inside", "the hold lies on a unit inside it")                            \
    X(REFUSAL_HOLD_OF_ANOTHER, "hold-of-another", "quality releases what others placed")                  \
    X(REFUSAL_AT_AHEAD, "at-ahead", "the station's clock is ahead of the plant's")                        \
    X(REFUSAL_AT_BEFORE, "at-before", "it was before the plant's journal began")                          \
    X(REFUSAL_BADGE_WRONG, "badge-wrong", "the badge and the PIN do not belong together")                 \
    X(REFUSAL_BADGE_PAGE, "badge-page", "operators badge in at a page of a station")                      \
    X(REFUSAL_BADGE_NONE, "badge-none", "the operator is not badged in at this station")                  \
    X(REFUSAL_BADGE_TAKEN, "badge-taken", "another operator has this badge")                              \
    X(REFUSAL_ACCOUNT_TAKEN, "account-taken", "a token has this name")                                    \
    X(REFUSAL_ACCOUNT_STATION, "account-station", "nobody signs in as a station with a password")         \
    X(REFUSAL_ACCOUNT_NONE, "account-none", "who asks has no account")                                    \
    X(REFUSAL_TOKEN_TAKEN, "token-taken", "a token has this name already")                                \
    X(REFUSAL_TOKEN_REVOKED, "token-revoked", "the token is revoked already")                             \
    X(REFUSAL_TOKEN_STATION, "token-station", "a token of role station, and no other, names its station")

#define REFUSAL_ENUM(name, code, title) name,
enum refusal { REFUSALS(REFUSAL_ENUM) REFUSAL_COUNT };
#undef REFUSAL_ENUM

struct refusal_row {
    const char *code;
    const char *title; /* what it means, in general */
};
extern const struct refusal_row REFUSAL_ROWS[REFUSAL_COUNT];

/* Adds a reason with the refusal's code; the detail names what is in the way. */
#define refuse(reasons, refusal, ...) reason_add((reasons), REFUSAL_ROWS[refusal].code, NULL, __VA_ARGS__)
/* The same where it is one thing that an entry made: its journal position. */
#define refuse_for(reasons, refusal, journal_position, ...)                                                            \
    reason_add_of((reasons), REFUSAL_ROWS[refusal].code, (journal_position), __VA_ARGS__)

#endif

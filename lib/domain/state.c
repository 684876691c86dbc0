/* The words of the states: what people, stations and the database call them. */
#include "domain/state.h"

#define NAMES(label, ...)                                                                                              \
    static const char *const label##_WORDS[] = {__VA_ARGS__};                                                          \
    const struct names label = {label##_WORDS, sizeof label##_WORDS / sizeof *label##_WORDS}

NAMES(PRODUCT_STATE_NAMES, NULL, "draft", "released", "obsolete");
NAMES(ORDER_STATE_NAMES, NULL, "planned", "released", "in_process", "completed", "closed", "cancelled");
NAMES(UNIT_STATE_NAMES, NULL, "queued", "in_process", "in_repair", "completed", "shipped", "scrapped");
NAMES(OPERATION_STATE_NAMES, "open", "running", "paused", "passed", "failed", "invalidated", "waived", "blocked",
      "ready");
NAMES(RUN_STATE_NAMES, NULL, "running", "paused", "passed", "failed", "aborted");
NAMES(VERDICT_NAMES, NULL, "passed", "failed");
NAMES(COMPONENT_STATE_NAMES, NULL, "available", "installed", "scrapped", "returned");
NAMES(REMOVAL_NAMES, NULL, "reuse", "scrap", "return_to_supplier");
NAMES(STATION_STATE_NAMES, NULL, "productive", "standby", "engineering", "scheduled_down", "unscheduled_down",
      "non_scheduled");
NAMES(WEEKDAY_NAMES, NULL, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
NAMES(NONCONFORMANCE_STATE_NAMES, NULL, "open", "dispositioned", "voided", "closed");
NAMES(DISPOSITION_NAMES, NULL, "use_as_is", "rework", "repair", "scrap", "return_to_supplier", "false_fail");
NAMES(WAIVER_STATE_NAMES, NULL, "requested", "countersigned", "rejected", "lapsed", "revoked");
NAMES(DESCRIPTION_STATE_NAMES, NULL, "open", "in_force", "rejected");
NAMES(IDENTIFIER_KIND_NAMES, NULL, "uuid", "mac", "guid", "asset_tag");

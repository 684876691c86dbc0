/* One row an event: its rule, and what the rule wants to see. */
#include "domain/rules.h"

#include "domain/rule.h"

const struct event_rule_row EVENT_RULES[ENTRY_POSTED_COUNT] = {
    [ENTRY_OPERATION_STARTED] = {rule_operation_started, SEE_ROUTE | SEE_STATION | SEE_INSIDE},
    [ENTRY_OPERATION_PAUSED] = {rule_operation_paused, 0},
    [ENTRY_OPERATION_RESUMED] = {rule_operation_resumed, SEE_ROUTE | SEE_STATION | SEE_INSIDE},
    [ENTRY_OPERATION_COMPLETED] = {rule_operation_completed, SEE_ROUTE | SEE_EVIDENCE | SEE_POSITIONS |
                                                                 SEE_ORDER_UNITS | SEE_DEFECTS | SEE_INSIDE |
                                                                 SEE_FAULTS_AT_END},
    [ENTRY_OPERATION_ABORTED] = {rule_operation_aborted, SEE_EVIDENCE | SEE_DEFECTS},
    [ENTRY_COMPONENT_INSTALLED] = {rule_component_installed, SEE_COMPONENT},
    [ENTRY_COMPONENT_REMOVED] = {rule_component_removed, SEE_ROUTE | SEE_COMPONENT | SEE_DEFECTS},
    [ENTRY_MEASUREMENT_RECORDED] = {rule_measurement_recorded, SEE_OCCUPANT},
    [ENTRY_CHECK_RECORDED] = {rule_check_recorded, SEE_OCCUPANT},
    [ENTRY_DEFECT_REPORTED] = {rule_defect_reported, SEE_DEFECTS},
    [ENTRY_UNIT_SIGNED] = {rule_unit_signed, SEE_ROUTE | SEE_EVIDENCE | SEE_POSITIONS | SEE_INSIDE | SEE_BUILDERS},
    [ENTRY_UNIT_SHIPPED] = {rule_unit_shipped,
                            SEE_ROUTE | SEE_POSITIONS | SEE_DEFECTS | SEE_FAULTS_INSIDE | SEE_INSIDE},
    [ENTRY_STATION_CHANGED] = {rule_station_changed, SEE_RUNNING},
    [ENTRY_EVENT_CORRECTED] = {rule_event_corrected, SEE_ROUTE | SEE_EVIDENCE | SEE_POSITIONS | SEE_STATION |
                                                         SEE_COMPONENT | SEE_DEFECTS | SEE_VOIDED | SEE_ORDER_UNITS |
                                                         SEE_INSIDE | SEE_FAULTS_INSIDE},
};

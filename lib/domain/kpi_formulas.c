/* The formulas of every number that statistics answer with, beside each other: the answers carry them. */
#include "domain/kpi.h"

#define ISO "ISO 22400-2:2014"
#define HANDBOOK "NIST/SEMATECH e-Handbook of Statistical Methods, 6.1.6"
#define ALL(table)                                                                                                     \
    {                                                                                                                  \
        .list = {.items = (table), .count = sizeof(table) / sizeof *(table) }                                          \
    }

static const struct kpi_formula OF_OPERATION[] = {
    {"first_pass_yield",
     "GP / IP: of the units whose first attempt ended in the window, those whose first attempt passed and was"
     " not sent back by a fault of its own",
     ISO ", first pass yield"},
    {"rolled_throughput_yield", "the product of first_pass_yield over the operations of the routing",
     "Harry and Schroeder, Six Sigma, 2000"},
    {"rework_ratio",
     "RQ / PQ: of the units with an attempt that ended in the window, or that count in its scrap, those with one that"
     " ended in it after their first",
     ISO ", rework ratio"},
    {"scrap_ratio",
     "SQ / PQ: of the units with an attempt that ended in the window, or that count in its scrap, those that were"
     " scrapped in it after an attempt at this operation, whenever that was, as their last",
     ISO ", scrap ratio"},
    {"throughput_per_hour",
     "units that passed in the window / hours of the window that lie in shifts; by the calendar of"
     " then, and as long as there was none every hour counts",
     ISO ", throughput rate"},
    {"cycle_min",
     "from an attempt's start to its end, in minutes, pauses included; whole, of attempts that ended in the window; all"
     " by when they happened (at) where they were posted a minute or more late and these times follow each other, and"
     " else by when they were recorded",
     NULL},
    {"worked_min",
     "the same without pauses, of which one is the time from an end that was taken back to that correction", NULL},
    {"queue_min",
     "from the last passing of an operation directly before it, or the unit's release where there is none, to the start"
     " of the unit's first attempt, in minutes; left out where one station's clock says that it began before another's"
     " says that it could",
     NULL},
};
const struct kpi_formulas OPERATION_FORMULAS = ALL(OF_OPERATION);

static const struct kpi_formula OF_STATION[] = {
    {"planned_busy_min",
     "PBT: minutes of the shifts, cut to the window and to now, in which the station was productive, standby or"
     " unscheduled_down, by when it became so (at) where that was posted a minute or more late and not before what came"
     " before it; times the places that it had then",
     ISO ", planned busy time; states of SEMI E10"},
    {"production_min",
     "APT: minutes, cut to the window and to now, that runs ran while the station was productive or standby; summed "
     "over"
     " its places; pauses and aborted runs left out, and the time from an end that was taken back to that correction;"
     " by when they ran (at) as in the cycle times of operations",
     ISO ", actual production time"},
    {"availability", "APT / PBT; above 1 where the station worked outside the shifts (outside_shifts_min)",
     ISO ", availability"},
    {"effectiveness", "PRU x PQ / APT: standard minutes of the attempts that ended in the window / production_min",
     ISO ", effectiveness"},
    {"quality_ratio",
     "GQ / PQ: of the attempts that ended in the window, those that passed and were neither sent back by a fault of"
     " their own (rework, RQ) nor the last of a unit that was scrapped before its end (SQ)",
     ISO ", quality ratio; PQ = GQ + RQ + SQ"},
    {"oee", "availability x effectiveness x quality_ratio", ISO ", overall equipment effectiveness index"},
};
const struct kpi_formulas STATION_FORMULAS = ALL(OF_STATION);

static const struct kpi_formula OF_DEFECTS[] = {
    {"share", "defects of the code / all defects reported in the window; voided ones and false fails left out", NULL},
    {"cumulative_share", "the same for the code and all more frequent ones", "Juran, Quality Control Handbook, 1951"},
    {"defects_per_unit",
     "defects recorded in the window / units with an attempt that ended in it, by when it did (at) as in the cycle"
     " times of operations",
     "defects per unit (DPU), ISO 13053-1:2011"},
};
const struct kpi_formulas DEFECT_FORMULAS = ALL(OF_DEFECTS);

static const struct kpi_formula OF_CHARACTERISTIC[] = {
    {"sigma_within", "mean moving range of two successive samples / 1.128",
     "NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2"},
    {"sigma_overall", "standard deviation of the samples, divided by n - 1", HANDBOOK},
    {"cp", "(upper - lower) / (6 x sigma_within)", HANDBOOK},
    {"cpk", "the lesser of (upper - mean) and (mean - lower) / (3 x sigma_within); of the one limit where there is one",
     HANDBOOK},
    {"pp", "as cp, with sigma_overall", HANDBOOK},
    {"ppk", "as cpk, with sigma_overall", HANDBOOK},
    {"alarms",
     "1: a sample beyond 3 sigma_within of the mean; 2: two of three beyond 2 on one side; 3: four of five beyond 1 on"
     " one side; 4: eight in a row on one side",
     "Western Electric, Statistical Quality Control Handbook, 1956"},
};
const struct kpi_formulas CHARACTERISTIC_FORMULAS = ALL(OF_CHARACTERISTIC);

static const struct kpi_formula OF_FORECAST[] = {
    {"utilisation",
     "minutes of the plant's shifts in which the type's places are taken / those until the last unit is completed, times"
     " the places; in the mean of the simulated runs",
     NULL},
    {"gain_min",
     "the sum over the orders of their completion without less their completion with one place more, of any power and"
     " coolant, in the mean of some of the runs with the same luck; tried with the three types at which something"
     " waits for a place during the most minutes",
     NULL},
    {"bottleneck",
     "the type at which most units stop because no place there suffices; where none does, the type with the largest"
     " gain_min above 0; where there is none, the one with the highest utilisation; of an order the type that stops it,"
     " or else the one with the largest gain for it alone",
     NULL},
    {"bottleneck_share", "waiting_min of the order at its bottleneck / waiting_min of the order", NULL},
};
const struct kpi_formulas FORECAST_FORMULAS = ALL(OF_FORECAST);

/* Moves of a unit to a newer revision, as tables: the unit and the two revisions that they are given, and what they
 * come to. */
#ifndef RACKLINE_TEST_REVISION_MOVES_H
#define RACKLINE_TEST_REVISION_MOVES_H

#include "domain/revision.h"

/* The earlier revision: a frame; trays, a supply and screws; beside them a cable; test, burn-in and audit. */
#define TRAYS                                                                                                          \
    "{'positions': 'tray-{1..2}', 'name': 'Tray', 'part_number': 'TRAY', 'revision': 'B', 'tracking': 'serial',"       \
    " 'source': 'make', 'operation': '020'}"
#define SUPPLY                                                                                                         \
    "{'positions': 'supply', 'name': 'Supply', 'part_number': 'PSU', 'revision': 'C', 'tracking': 'serial',"           \
    " 'operation': '020'}"
#define SCREWS "{'positions': 'screws', 'name': 'Screws', 'part_number': 'M6', 'tracking': 'none', 'operation': '020'}"
#define CABLE "{'positions': 'cable', 'name': 'Cable', 'part_number': 'CBL', 'tracking': 'lot', 'operation': '030'}"
#define LINES TRAYS ", " SUPPLY ", " SCREWS ", " CABLE

#define OPERATION(number, kind, more)                                                                                  \
    "{'operation': '" number "', 'name': 'N', 'kind': '" kind "', 'station_type': 's', 'standard_min': 1" more "}"
#define FRAME OPERATION("010", "assembly", ", 'characteristics': [{'name': 'torque', 'lower': 8, 'upper': 12}]")
#define BUILD OPERATION("020", "assembly", ", 'after': ['010']")
#define WIRE OPERATION("030", "assembly", ", 'after': ['010']")
#define TEST OPERATION("040", "test", ", 'after': ['020', '030'], 'attempt_limit': 3")
#define BURN                                                                                                           \
    OPERATION("050", "burn_in", ", 'after': ['040'], 'burn_in': {'hours': 2, 'power_w': 1000, 'coolant_lpm': 10}")
#define AUDIT OPERATION("060", "inspection", ", 'after': ['050'], 'sign_off': 'independent'")
#define ROUTING FRAME ", " BUILD ", " WIRE ", " TEST ", " BURN ", " AUDIT

enum { OPERATIONS = 6, POSITIONS = 5, RUN_STEP = 100 };
enum { FRAME_AT, BUILD_AT, WIRE_AT, TEST_AT, BURN_AT, AUDIT_AT };
enum { TRAY_1, TRAY_2, SUPPLY_AT, SCREWS_AT, CABLE_AT };

/* A unit of the earlier revision: the runs of its operations began at 100, 200, …, and what they fill went in just
 * after. */
struct given {
    struct unit unit;
    struct unit_operation operations[OPERATIONS];
    struct installation parts[POSITIONS];
    const struct installation *filled[POSITIONS];
    const char *revisions[POSITIONS];
    struct nonconformance nonconformances[2];
    size_t nonconformance_count;
    const char *left_out[2];
    size_t left_out_count;
    struct changed changed; /* in it; position NULL: nothing did */
    int64_t unfinished_inside, open_inside;
};

struct move {
    const char *claim;
    int passed;                         /* how many operations are */
    void (*given)(struct given *given); /* and what else; NULL: nothing */
    const char *lines, *routing;        /* of the later revision; NULL: as before */
    const char *falls;                  /* operation=cause, or operation=cause:because, with blanks between */
    const char *left_out, *returned;    /* NULL: none */
    const char *unapproved, *approved;  /* likewise */
    bool reopened, completed;
    const char *reasons; /* why it may not be moved; NULL: it may */
};

extern const struct move MOVES[];
extern const size_t MOVE_COUNT;

#define TEST_OF_TRAYS OPERATION("040", "test", ", 'after': ['020', '030'], 'invalidated_by': ['tray-*']")

#endif

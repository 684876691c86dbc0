/* A small line in memory: the given of the rules' tests, and the world of the random walk.
 *
 * Product RACK revision A: 010 frame; then side by side 020 trays (built here), supplies and screws, and 030 cable;
 * 040 test; 050 burn-in of 2 hours; 060 audit with an independent sign-off. Product TRAY revision B: 010 alone.
 * Product NODE revision A may stand where a tray does: 010 board; 020 drive and 030 test, which run in place at
 * stations for tests. Product POD revision A: 010 takes a rack, 020 tests it. Units R1 to R3 (RACK), T1 to T7 (TRAY),
 * N1 to N3 (NODE) and P1 (POD). The rules decide, line_apply does what the store does. */
#ifndef RACKLINE_LINE_H
#define RACKLINE_LINE_H

#include "domain/rules.h"

enum {
    LINE_UNITS = 14,
    LINE_OPERATIONS = 6,
    LINE_POSITIONS = 6,
    LINE_ORDERS = 4,
    LINE_STATIONS = 6,
    LINE_OPERATORS = 7,
    LINE_TOOLS = 4,
    LINE_ROWS = 4000, /* of runs, installations, evidence and entries each */
    LINE_COMPONENTS = 64,
};

/* For how long operators correct what they posted: longer than any of the tables takes. */
#define LINE_CORRECTION_WINDOW_US (30 * US_PER_DAY)

/* Where the clock stands at first. */
#define LINE_BEGAN (INT64_C(1700000000) * US_PER_SECOND)

struct line {
    struct arena *arena; /* owned; holds what entries say */
    int64_t now_us;
    struct principal principal;
    struct product rack, rack_b, tray, node, pod;
    struct order orders[LINE_ORDERS];
    bool order_held[LINE_ORDERS];
    struct unit units[LINE_UNITS];
    size_t unit_count;
    bool unit_held[LINE_UNITS];
    bool revision_described; /* quality has said of which revision the parts are */
    int64_t revised_by[LINE_UNITS]; /* journal position of its move to another revision; 0: none */
    struct unit_operation operations[LINE_UNITS][LINE_OPERATIONS];
    bool fallen_waiver[LINE_UNITS][LINE_OPERATIONS]; /* what fell last was a waiver */
    struct station stations[LINE_STATIONS];
    struct operator operators[LINE_OPERATORS];
    struct tool tools[LINE_TOOLS];
    struct component components[LINE_COMPONENTS];
    size_t component_count;
    struct run runs[LINE_ROWS];
    size_t run_count;
    struct installation installations[LINE_ROWS];
    size_t installation_count;
    struct measurement measurements[LINE_ROWS];
    size_t measurement_count;
    struct check_answer answers[LINE_ROWS];
    size_t answer_count;
    struct signature signatures[LINE_ROWS];
    size_t signature_count;
    struct nonconformance nonconformances[LINE_ROWS];
    size_t nonconformance_count;
    struct receipt receipts[LINE_ROWS];
    size_t receipt_count;
    struct waiver waivers[LINE_ROWS];
    size_t waiver_count;
    struct entry entries[LINE_ROWS]; /* the journal: position 1 is [0] */
    bool voided[LINE_ROWS];
    struct {
        int64_t journal_position;
        int64_t unit_id;
        int before;       /* enum unit_state */
    } changes[LINE_ROWS]; /* of units' states, by entries */
    size_t change_count;
    size_t entry_count;
};

/* A line as above, on which nothing has happened; the token stands for station A1. Fails the test without memory. */
struct line *line_new(void);
void line_free(struct line *line);

/* The last entry of a kind in the journal; NULL when there is none. */
const struct entry *line_last(const struct line *line, enum entry_kind kind);

/* Rows by name; they fail the test when there is none. */
struct unit *line_unit(struct line *line, const char *serial);
struct unit_operation *line_operation(struct line *line, const char *serial, const char *operation);
struct order *line_order(struct line *line, const char *order);
struct station *line_station(struct line *line, const char *station);
struct operator *line_operator(struct line *line, const char *badge);
struct tool *line_tool(struct line *line, const char *tool);
struct component *line_component(struct line *line, const char *part_number, const char *serial); /* made if new */
const struct product *line_product(const struct line *line, const struct unit *unit);
/* NULL when there is none. */
struct run *line_run(struct line *line, int64_t run_id);
struct installation *line_occupant(struct line *line, const struct unit *unit, const char *position);

/* The token stands for this station from now on. */
void line_at(struct line *line, const char *station);

/* What stands before the event in question, put there without asking a rule: every operation before `operation` is
 * passed and its positions are filled; line_begun has also started the operation itself. */
void line_ready(struct line *line, const char *serial, const char *operation);
void line_begun(struct line *line, const char *serial, const char *operation, const char *station, const char *bay);
/* All operations passed: a rack with everything in it, a tray that can be installed. */
void line_completed(struct line *line, const char *serial);
/* A unit takes the place of what fills a position of another, or fills it. */
void line_put_inside(struct line *line, const char *serial, const char *holder, const char *position);

/* What a rule for this event sees; lives in the arena. */
void line_snapshot(struct line *line, enum entry_kind kind, const void *data, struct arena *arena,
                   struct snapshot *ret);

/* Asks the rule, and applies what it decides. */
enum fault line_post(struct line *line, enum entry_kind kind, const void *data, struct reasons *reasons);
/* The same, and fails the test when the rule refuses. The journal position of the event. */
int64_t line_posted(struct line *line, enum entry_kind kind, const void *data);
/* Applies entries alone: for what quality and planners decide. */
void line_apply(struct line *line, const struct decision *decision);

/* The nonconformance at a journal position; NULL when there is none. */
struct nonconformance *line_nonconformance(struct line *line, int64_t nonconformance);
/* Journal position of the start of the last run that a unit passed before another position; absent: it passed none. */
int64_t line_passed_before(const struct line *line, int64_t unit_id, int64_t journal_position);
/* How many of a unit, and of those inside it, are not closed. */
int64_t line_unclosed(struct line *line, const struct unit *unit);
/* What the actions of one are judged by. */
struct nonconformance_case line_case(struct line *line, const struct nonconformance *row);
/* Quality decides on it; countersigns or closes it. */
void line_dispose(struct line *line, int64_t nonconformance, int disposition);
void line_name(struct line *line, enum entry_kind kind, int64_t nonconformance);
/* The same where something is named that is to be done again: what of it was passed falls, without the rule being asked.
 */
void line_rework(struct line *line, const struct nonconformance_dispositioned *data);
/* What the rules for a nonconformance see of its unit. */
void line_see_fault(struct line *line, const struct nonconformance *row, struct arena *arena, struct snapshot *ret);

/* The waiver at a journal position; the last one asked for of an operation, NULL when there is none. */
struct waiver *line_waiver(struct line *line, int64_t waiver);
struct waiver *line_last_waiver(struct line *line, const char *serial, const char *operation);
/* What a rule for a waiver of the operation sees. */
void line_see_operation(struct line *line, const char *serial, const char *operation, struct arena *arena,
                        struct snapshot *ret);
/* And what changed in its unit since a journal position. */
void line_see_changed(struct line *line, int64_t since, struct arena *arena, struct snapshot *ret);
/* Asks for a waiver without asking the rule, as this token; its journal position. Has a second person countersign it.
 */
int64_t line_request(struct line *line, const char *serial, const char *operation, const char *token);
void line_waive(struct line *line, const char *serial, const char *operation);
/* Revokes the last waiver of an operation without asking the rule. What opened again is the last entry's result. */
void line_revoke(struct line *line, const char *serial, const char *operation);

/* The id that an entry at a journal position has here. */
struct uuid line_id(int64_t journal_position);
#define LINE_ID(position)                                                                                              \
    {                                                                                                                  \
        .bytes = { [14] = (position) >> 8, [15] = (position)&0xff }                                                    \
    }

/* As ck_assert, which notes every assertion that holds in a file: too dear for the walk's millions. */
#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            ck_abort_msg("not so: %s", #condition);                                                                    \
    } while (0)

#define SUBJECT(serial, number, badge) .subject = {.unit = (serial), .operation = (number), .operator = (badge)}

#endif

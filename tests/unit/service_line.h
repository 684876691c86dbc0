/* A small line on a database of its own, driven as the daemon drives it: a change is decoded, runs between mark and
 * keep in the writer's batch and is committed; a view reads beside it. Whatever goes wrong that no request can be
 * blamed for fails the test.
 *
 * It builds racks R-1, with a power supply, a cable and two trays T-1 each, which it builds too. JSON is written with
 * single quotes, so that it stays readable in C. */
#ifndef RACKLINE_TEST_SERVICE_LINE_H
#define RACKLINE_TEST_SERVICE_LINE_H

#include "scratch.h"
#include "service/commands.h"
#include "service/views.h"
#include "service/views_as_built.h"
#include "store/journal.h"
#include "suite.h"

struct line {
    char folder[SCRATCH_SIZE];
    char path[96];
    struct session *writer, *reader;
    struct arena *arena;              /* what is handed out lives here */
    int64_t now_us;                   /* the plant's time: the caller's to move on */
    int64_t late_us;                  /* how long ago what is posted happened */
    uint64_t ids;                     /* made so far */
    char context[80];                 /* what the caller is at, for messages */
    void (*after)(struct line *line); /* each command; NULL: nothing */
};

/* An empty database of a training site; one with the line's products released, its plant and people registered. */
void line_open_empty(struct line *line);
void line_open(struct line *line);
/* The same of a site of either kind. */
void line_open_of(struct line *line, enum site_kind kind);
void line_close(struct line *line);
/* Forgets what was handed out so far. */
void line_forget(struct line *line);
/* Lets the plant's time pass. */
void line_pass_min(struct line *line, double minutes);
/* What is posted from now on happened so many minutes ago. */
void line_late_min(struct line *line, double minutes);

/* Who speaks: a station, or a person by role. */
struct principal speaker_station(const char *station);
struct principal speaker(enum role role);

/* What came back. */
struct said {
    enum fault fault; /* a request's own; any other fails the test */
    bool repeated;
    const char *text;       /* the answer; "" with a fault */
    struct reasons reasons; /* with a fault */
};

/* A text with an id that was not used yet, in the arena; ids of two lines are alike. */
const char *line_id(struct line *line);
/* The text with its single quotes doubled up to JSON's, in the arena. */
const char *line_json(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* POST /v1/events with a whole body. */
struct said line_post_body(struct line *line, struct principal by, const char *json);
/* POST of one event that happens now, with a new id: the members after `type`, as line_json takes them. Without a station
 * quality posts it, at its desk. */
struct said line_post(struct line *line, const char *station, const char *type, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A change through a resource: its command, who sends it, what the path names and the body's record (NULL: none). */
struct change {
    command_function *command;
    enum role by;
    const char *path[REQUEST_PATH_MAX];
    const struct record *record;
    struct uuid key;
};
struct said line_change(struct line *line, const struct change *change, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A view's answer, read back through its own record. `query` is the view's query record, filled, or NULL. */
enum fault line_view(struct line *line, view_function *view, const char *name, const char *second, const void *query,
                     const struct record *record, void *ret);

/* The shortest ways to what most tests begin with; each fails the test when it is refused. */
void line_order(struct line *line, const char *order, const char *part_number, int64_t quantity, int64_t priority);
const char *line_serial(struct line *line, const char *order, size_t index);
/* Posts that must be accepted. */
#define line_does(line, ...) said_must(line, line_post(line, __VA_ARGS__))
struct said said_must(struct line *line, struct said said);
/* What is done in a tray's first operation once that runs: parts go in, and are checked. */
void line_fill_tray(struct line *line, const char *serial);
/* Takes a tray from its first operation to completed. */
void line_build_tray(struct line *line, const char *serial);
/* Takes a rack through 010 and 020, up to where its trays go in. */
void line_begin_rack(struct line *line, const char *serial, const char *supply);

/* The entry of an answer, or one of the journal, decoded. */
struct entry said_entry(struct line *line, struct said said);
int64_t line_head(struct line *line);
struct journal_head line_journal(struct line *line);

#endif

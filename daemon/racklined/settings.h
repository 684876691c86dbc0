/* What can be set, in an INI file and on the command line. One record table states every setting once: the file's
 * reader, the options, the help text and the commented sample file all read it. */
#ifndef RACKLINE_SETTINGS_H
#define RACKLINE_SETTINGS_H

#include "base/record.h"
#include "base/reason.h"
#include "base/fault.h"
#include "domain/site.h"

struct settings {
    /* [site] fixed when the database is made */
    const char *site;  /* code of the plant */
    bool training;     /* a training database: its clock may run at a rate, and every answer says so */
    double clock_rate; /* of a training database */
    int64_t clock_step_max_days; /* by which the plant's time follows the wall clock at a start */
    /* [store] */
    const char *database; /* path of the file */
    /* [http] */
    const char *listen; /* address */
    int64_t port;
    const char *tls_certificate;  /* paths of PEM files; NULL: plain HTTP is served, and of both or of none */
    const char *tls_key;
    int64_t threads;              /* that serve connections */
    int64_t connections_max;      /* in all */
    int64_t connections_per_address_max;
    int64_t body_max;             /* bytes */
    int64_t headers_max;          /* bytes of the request line and all headers */
    int64_t depth_max;            /* of nested JSON */
    int64_t array_max;            /* items of one JSON array */
    int64_t header_timeout_s;     /* until the headers are there */
    int64_t request_timeout_s;    /* until the whole request is there */
    int64_t in_flight_max;        /* bytes of all bodies and answers at once; past it 503 */
    int64_t answer_timeout_s;     /* until an answer is read, or the next piece of a feed */
    int64_t idle_timeout_s;       /* of a connection between requests */
    int64_t streams_max;          /* live feeds at once */
    /* [reads] */
    int64_t read_threads;   /* that long views run on */
    int64_t read_queue_max; /* long views under way or waiting; past it 503 */
    int64_t read_timeout_s; /* for one view */
    /* [writer] */
    int64_t queue_max; /* commands waiting; past it 503 */
    int64_t batch_max; /* commands in one commit */
    /* [sign_in] */
    int64_t session_idle_min; /* without a request, until who signed in is so no more */
    int64_t session_max_h;    /* since it began, likewise */
    /* [floor] */
    int64_t badge_max_h;           /* for which an operator is badged in */
    int64_t badge_late_h;          /* for which a station's page may post later what was scanned then */
    int64_t correction_window_min; /* for how long operators correct what they posted */
    /* [log] */
    const char *log_level; /* error, warning, info, debug */
};

/* Fills `ret` from the defaults, then the file that --config names, then the other options. Texts live in the arena of
 * `reasons`. FAULT_INVALID with every reason at once: an unknown setting, a value out of range, a file that cannot be
 * read. `argc` and `argv` are those after the subcommand. */
enum fault settings_read(int argc, char **argv, struct settings *ret, struct reasons *reasons);

/* The site that a new database is founded for; its founding time is left to whoever founds it. */
struct site settings_site(const struct settings *settings);

struct buffer;
/* The options with their defaults, for --help; the same as a commented file, for --print-config. */
void settings_help(struct buffer *buffer);
void settings_sample(struct buffer *buffer);

#endif

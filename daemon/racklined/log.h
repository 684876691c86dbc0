/* One structured line to standard error for each thing that happened: logfmt, with the level's sd-daemon prefix when
 * the journal reads it. The only place where the daemon writes about itself. */
#ifndef RACKLINE_LOG_H
#define RACKLINE_LOG_H

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

struct log {
    _Atomic(enum log_level) level; /* of the least important line that is written; may be changed at any time */
};

/* Writes `event` (a short phrase) and the formatted detail, in logfmt: key=value pairs, texts quoted by the caller
 * through %s are escaped by the function as one detail. Safe from several threads: a line is one write. */
void log_line(const struct log *log, enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif

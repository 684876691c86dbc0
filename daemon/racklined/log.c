#include "racklined/log.h"

#include "base/time.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

/* A line stays within PIPE_BUF, so that lines of several threads never mix, in a pipe either. */
enum { LINE_MAX_SIZE = 4000 };

static const struct level_row {
    const char *word;
    const char *prefix; /* by which systemd's journal tells the levels apart */
} LEVELS[] = {
    [LOG_LEVEL_ERROR] = {"error", SD_ERR},
    [LOG_LEVEL_WARNING] = {"warning", SD_WARNING},
    [LOG_LEVEL_INFO] = {"info", SD_INFO},
    [LOG_LEVEL_DEBUG] = {"debug", SD_DEBUG},
};

/* Whether standard error leads to systemd's journal, which names it as device:inode in the environment. */
static bool journal_listens(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    unsigned long long device, inode;
    struct stat file;
    return stream && sscanf(stream, "%llu:%llu", &device, &inode) == 2 && !fstat(STDERR_FILENO, &file) &&
           file.st_dev == device && file.st_ino == inode;
}

/* Appends a text in quotes; what does not fit is cut off. Returns the new size. */
static size_t add_quoted(char line[static LINE_MAX_SIZE], size_t size, const char *text)
{
    line[size++] = '"';
    for (; *text && size < LINE_MAX_SIZE - 4; text++) {
        unsigned char character = (unsigned char)*text;
        if (character == '"' || character == '\\') {
            line[size++] = '\\';
            line[size++] = *text;
        } else if (character == '\n') {
            line[size++] = '\\';
            line[size++] = 'n';
        } else {
            line[size++] = character < ' ' || character == 127 ? '?' : *text;
        }
    }
    line[size++] = '"';
    return size;
}

void log_line(const struct log *log, enum log_level level, const char *event, const char *format, ...)
{
    if (level > log->level)
        return;
    char detail[LINE_MAX_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(detail, sizeof detail, format, args);
    va_end(args);

    char line[LINE_MAX_SIZE];
    int head;
    if (journal_listens()) {
        head = snprintf(line, sizeof line, "%slevel=%s event=", LEVELS[level].prefix, LEVELS[level].word);
    } else {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        char time_text[TIME_TEXT_SIZE];
        time_format(now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000, time_text);
        head = snprintf(line, sizeof line, "time=%s level=%s event=", time_text, LEVELS[level].word);
    }
    size_t size = add_quoted(line, (size_t)head, event);
    if (*detail && size < LINE_MAX_SIZE - 16) {
        size = (size_t)(stpcpy(line + size, " detail=") - line);
        size = add_quoted(line, size, detail);
    }
    line[size++] = '\n';
    /* Nobody is left to be told when standard error cannot be written. */
    (void)!write(STDERR_FILENO, line, size);
}

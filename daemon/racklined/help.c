#include "racklined/help.h"

#include "base/roff.h"
#include "racklined/settings.h"
#include "racklined/settings_table.h"
#include "racklined/subcommand.h"

#include <string.h>

enum { MARGIN = 31, LINE_WIDTH = 118 };

static const char ABOUT[] = "a manufacturing execution system for lines of racks";
static const char ROLES[] =
    "Roles: viewer, station, operator, quality, planner, admin. A station's token names its station.";
static const char ON_OPTIONS[] =
    "Options, each as --name VALUE or --name=VALUE, with the default in parentheses; those with a * may change in the "
    "settings file while the daemon runs, and are reread on SIGHUP:";
static const char EXIT_STATUSES[] =
    "0 done, or a daemon stopped by a signal; 1 it could not be done, or the database failed; 2 the options or the "
    "settings file are wrong; 3 a database, or a copy of one, is not sound.";

static const struct {
    const char *option, *about;
} ALONE[] = {
    {"--print-config", "prints a sample of the settings file"},
    {"--manual", "prints the manual page"},
    {"--help", "prints this"},
    {"--version", "prints the version"},
};
enum { ALONE_COUNT = sizeof ALONE / sizeof *ALONE };

/* ---- the help ---- */

/* Words in lines, each after the first with a margin; `column` is where the first word goes. */
static void write_wrapped(struct buffer *buffer, const char *text, int column, int margin)
{
    for (const char *word = text; *word; word += strspn(word, " ")) {
        int size = (int)strcspn(word, " ");
        if (word != text && column + 1 + size > LINE_WIDTH) {
            buffer_printf(buffer, "\n%*s", margin, "");
            column = margin;
        } else if (word != text) {
            buffer_char(buffer, ' ');
            column++;
        }
        buffer_add(buffer, word, (size_t)size);
        column += size;
        word += size;
    }
    buffer_char(buffer, '\n');
}

/* What is typed, and what it does: on the same line where there is room for it. */
static void write_usage(struct buffer *buffer, size_t start, const char *about)
{
    int column = (int)(buffer->size - start);
    if (column >= MARGIN) {
        buffer_char(buffer, '\n');
        column = 0;
    }
    buffer_printf(buffer, "%*s", MARGIN - column, "");
    write_wrapped(buffer, about, MARGIN, MARGIN);
}

static void write_synopsis(struct buffer *buffer, const struct subcommand *row)
{
    buffer_printf(buffer, row == SUBCOMMANDS ? "racklined [%s]" : "racklined %s", row->word);
    buffer_printf(buffer, "%s%s [options]", *row->operands ? " " : "", row->operands);
}

void daemon_help_write(struct buffer *buffer)
{
    buffer_printf(buffer, "racklined, the daemon of Rackline " RACKLINE_VERSION ": %s.\n\n", ABOUT);
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++) {
        size_t start = buffer->size;
        buffer_text(buffer, "  ");
        write_synopsis(buffer, &SUBCOMMANDS[i]);
        write_usage(buffer, start, SUBCOMMANDS[i].about);
    }
    for (size_t i = 0; i < ALONE_COUNT; i++) {
        size_t start = buffer->size;
        buffer_printf(buffer, "  racklined %s", ALONE[i].option);
        write_usage(buffer, start, ALONE[i].about);
    }
    buffer_printf(buffer, "\n%s\n\n", ROLES);
    write_wrapped(buffer, ON_OPTIONS, 0, 0);
    settings_help(buffer);
    buffer_char(buffer, '\n');
    buffer_text(buffer, "Exit status: ");
    write_wrapped(buffer, EXIT_STATUSES, 13, 0);
}

/* ---- the manual page ---- */

static void write_paragraph(struct buffer *buffer, const char *head, const char *text)
{
    buffer_text(buffer, ".TP\n.B ");
    buffer_roff(buffer, head);
    buffer_char(buffer, '\n');
    buffer_roff(buffer, text);
    buffer_char(buffer, '\n');
}

static void write_setting(struct buffer *buffer, const struct setting *setting)
{
    BUFFER_OWNED struct buffer option = {0}, about = {0};
    setting_write_option(&option, setting);
    setting_write_about(&about, setting);
    const char *head = buffer_view(&option), *text = buffer_view(&about);
    write_paragraph(buffer, head ? head : "", text ? text : "");
}

void daemon_manual_write(struct buffer *buffer)
{
    buffer_text(buffer, ".TH RACKLINED 8 \"\" \"Rackline " RACKLINE_VERSION "\" \"Rackline\"\n.SH NAME\nracklined \\- ");
    buffer_roff(buffer, ABOUT);
    buffer_text(buffer, "\n.SH SYNOPSIS\n");
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++) {
        BUFFER_OWNED struct buffer synopsis = {0};
        write_synopsis(&synopsis, &SUBCOMMANDS[i]);
        const char *text = buffer_view(&synopsis);
        buffer_roff(buffer, text ? text : "");
        buffer_text(buffer, "\n.br\n");
    }
    buffer_text(buffer, ".SH COMMANDS\n");
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        write_paragraph(buffer, SUBCOMMANDS[i].word, SUBCOMMANDS[i].about);
    for (size_t i = 0; i < ALONE_COUNT; i++)
        write_paragraph(buffer, ALONE[i].option, ALONE[i].about);
    buffer_text(buffer, ".SH ROLES\n");
    buffer_roff(buffer, ROLES);
    buffer_text(buffer, "\n.SH OPTIONS\n");
    buffer_roff(buffer, ON_OPTIONS);
    buffer_char(buffer, '\n');
    for (size_t i = 0; i < SETTING_COUNT; i++)
        write_setting(buffer, &SETTINGS[i]);
    buffer_text(buffer, ".SH EXIT STATUS\n");
    buffer_roff(buffer, EXIT_STATUSES);
    buffer_text(buffer, "\n.SH SEE ALSO\n.BR rackline (1)\n");
}

/* The manual page. */
#include "rackline/help.h"

#include "base/roff.h"
#include "rackline/complain.h"

static void write_option(void *context, const struct field *field)
{
    const struct options_text *whole = context;
    struct buffer *buffer = whole->buffer;
    BUFFER_OWNED struct buffer about = {0};
    char name[OPTION_NAME_SIZE];
    option_name(field->name, name);
    field_describe(&(struct options_text){&about, whole->command}, field);
    const char *text = buffer_view(&about);
    buffer_text(buffer, ".TP\n.B ");
    buffer_roff(buffer, name);
    buffer_char(buffer, '\n');
    buffer_roff(buffer, text ? text : "");
    buffer_char(buffer, '\n');
}

static void write_command(struct buffer *buffer, const struct command *command)
{
    BUFFER_OWNED struct buffer operands = {0};
    operands_write(&operands, command);
    const char *names = buffer_view(&operands);
    buffer_printf(buffer, ".SS \"rackline %s %s", command->noun, command->verb);
    buffer_roff(buffer, names ? names : "");
    buffer_text(buffer, "\"\n");
    buffer_roff(buffer, command->about);
    buffer_text(buffer, ".\n");
    if (command_keeps(command))
        buffer_printf(buffer, "%s\n", keeping_describe(command));
    command_each_option(command, write_option, &(struct options_text){buffer, command});
}

void manual_write(struct buffer *buffer)
{
    buffer_text(buffer, ".TH RACKLINE 1 \"\" \"Rackline " RACKLINE_VERSION "\" \"Rackline\"\n"
                        ".SH NAME\nrackline \\- ask a line that builds racks where things stand, and tell it what "
                        "happened\n.SH SYNOPSIS\n.B rackline\n.I noun verb\n[operands] [options]\n.SH COMMANDS\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        write_command(buffer, &COMMANDS[i]);
    buffer_text(buffer, ".SH OPTIONS\n");
    for (size_t i = 0; i < GENERAL_OPTION_COUNT; i++)
        write_option(&(struct options_text){buffer, NULL}, &GENERAL_OPTIONS[i].field);
    buffer_text(buffer, ".SH ENVIRONMENT\n.BR RACKLINE_URL ,\n.B RACKLINE_TOKEN_FILE\nand\n.B "
                        "RACKLINE_CA_FILE\nstand for the options of these "
                        "names;\n.B RACKLINE_TOKEN\nmay hold the token itself.\n.SH FILES\n.I "
                        "~/.config/rackline/rackline.conf\nmay set url, token_file and ca_file.\n.SH EXIT STATUS\n");
    buffer_roff(buffer, EXIT_STATUSES);
    buffer_text(buffer, ".SH SEE ALSO\n.BR racklined (8)\n");
}

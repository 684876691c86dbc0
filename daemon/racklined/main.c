/* racklined: finds what it is told to do. */
#include "racklined/subcommand.h"

#include "base/buffer.h"
#include "racklined/help.h"
#include "racklined/settings.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static int print(void (*write_text)(struct buffer *buffer))
{
    BUFFER_OWNED struct buffer text = {0};
    write_text(&text);
    const char *view = buffer_view(&text);
    return !view || fputs(view, stdout) < 0 || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Without a word it is the daemon that is to run. */
static subcommand_function *take_subcommand(struct command_line *line)
{
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        if (line_take_word(line, SUBCOMMANDS[i].word))
            return SUBCOMMANDS[i].carry_out;
    return SUBCOMMANDS->carry_out;
}

int main(int argc, char **argv)
{
    struct command_line line = {.argc = argc > 0 ? argc - 1 : 0, .argv = argv + 1};
    mallopt(M_MMAP_THRESHOLD, 1 << 20); /* what a large answer took goes back to the system, now and every time */
    signal(SIGXFSZ, SIG_IGN);           /* a file that may not grow is a fault of the write, which is told */
    if (line_take_switch(&line, "--help"))
        return print(daemon_help_write);
    if (line_take_switch(&line, "--version"))
        return puts("racklined " RACKLINE_VERSION) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    if (line_take_switch(&line, "--print-config"))
        return print(settings_sample);
    if (line_take_switch(&line, "--manual"))
        return print(daemon_manual_write);
    subcommand_function *carry_out = take_subcommand(&line);
    ARENA_OWNED struct arena *arena = arena_new(0);
    if (!arena)
        return EXIT_FAILURE;
    struct reasons reasons = {.arena = arena};
    return carry_out(&line, &reasons);
}

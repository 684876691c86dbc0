/* racklined check: looks at a whole database, and makes every table again from the journal. */
#include "racklined/progress_bar.h"
#include "racklined/subcommand.h"

#include "base/buffer.h"
#include "service/check.h"

#include <stdio.h>
#include <stdlib.h>

int subcommand_check(struct command_line *line, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer report = {0};
    struct settings settings;
    struct progress_bar bar;
    const char *file = line_take_operand(line);
    if (!line_settings(line, &settings, reasons))
        return EXIT_USAGE;
    enum fault fault = FAULT_IO;
    if (progress_bar_begin(&bar)) {
        const struct progress progress = progress_bar_progress(&bar);
        fault = database_check(file ? file : settings.database, &progress, &report, reasons);
    }
    progress_bar_end(&bar);
    if (!print_shown(stdout, report.bytes, report.size))
        return EXIT_FAILURE;
    return exit_status(fault, "check", "it is not known whether it is sound", reasons);
}

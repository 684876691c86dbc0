/* racklined check: makes every table again from the journal and compares. */
#include "racklined/subcommand.h"

#include "base/buffer.h"
#include "service/check.h"

#include <stdio.h>
#include <stdlib.h>

static int check(const struct settings *settings, struct reasons *reasons)
{
    BUFFER_OWNED struct buffer report = {0};
    enum fault fault = journal_check(settings->database, &report, reasons);
    if (report.size && fwrite(report.bytes, 1, report.size, stdout) != report.size)
        return EXIT_FAILURE;
    if (fault)
        print_reasons(fault, reasons);
    return fault || fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

int subcommand_check(struct command_line *line, struct reasons *reasons)
{
    struct settings settings;
    return line_settings(line, &settings, reasons) ? check(&settings, reasons) : EXIT_USAGE;
}

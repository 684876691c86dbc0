/* racklined restore: a verified copy of a backup in the place of the database, where there is none. */
#include "racklined/progress_bar.h"
#include "racklined/subcommand.h"

#include "service/backup.h"

#include <stdio.h>
#include <stdlib.h>

int subcommand_restore(struct command_line *line, struct reasons *reasons)
{
    struct settings settings;
    struct progress_bar bar;
    struct backup_facts facts;
    const char *from = line_take_operand(line);
    if (!from) {
        fprintf(stderr, "racklined: restore: name the backup that it is to be made from\n");
        return EXIT_USAGE;
    }
    if (!line_settings(line, &settings, reasons))
        return EXIT_USAGE;
    enum fault fault = FAULT_IO;
    if (progress_bar_begin(&bar)) {
        const struct progress progress = progress_bar_progress(&bar);
        fault = backup_restore(from, settings.database, &progress, &facts, reasons);
    }
    progress_bar_end(&bar);
    if (!fault)
        print_facts(settings.database, &facts);
    return exit_status(fault, "restore", "nothing was put in its place", reasons);
}

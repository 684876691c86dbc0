/* racklined backup: a verified copy of the database in a file of its own, whether a daemon runs or not. */
#include "racklined/backup_asked.h"
#include "racklined/subcommand.h"

#include "base/time.h"
#include "service/backup.h"
#include "store/file_lock.h"
#include "store/file_new.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* A second process does not open the file that a daemon writes: the daemon is asked. */
static enum fault copy_into(const char *database, int descriptor, struct progress_bar *bar, struct reasons *reasons)
{
    const struct progress progress = progress_bar_progress(bar);
    bool owned;
    enum fault fault = file_is_locked(database, &owned, reasons);
    if (fault)
        return fault;
    return owned ? backup_ask(database, descriptor, bar, reasons)
                 : backup_copy(database, descriptor, &progress, reasons);
}

static enum fault make_backup(const char *database, const char *path, struct progress_bar *bar,
                              struct backup_facts *ret, struct reasons *reasons)
{
    const struct progress progress = progress_bar_progress(bar);
    struct file_new file;
    enum fault fault = file_new_begin(path, &file, reasons);
    if (fault)
        return fault;
    fault = copy_into(database, file.descriptor, bar, reasons);
    if (!fault)
        fault = file_new_sync(&file, reasons);
    if (!fault)
        fault = backup_verify(file.descriptor, &progress, ret, reasons);
    if (!fault)
        fault = file_new_place(&file, reasons);
    file_new_drop(&file);
    return fault;
}

void print_facts(const char *path, const struct backup_facts *facts)
{
    char time[TIME_TEXT_SIZE] = "never";
    if (facts->recorded_us != ABSENT_INTEGER)
        time_format(facts->recorded_us, time);
    printf("%s: %" PRId64 " entries in its journal, last written at %s of the plant's time; pages and journal verified\n",
           path, facts->entries, time);
}

int subcommand_backup(struct command_line *line, struct reasons *reasons)
{
    struct settings settings;
    struct progress_bar bar;
    struct backup_facts facts;
    const char *path = line_take_operand(line);
    if (!path) {
        fprintf(stderr, "racklined: backup: name the file that it is to be made in\n");
        return EXIT_USAGE;
    }
    if (!line_settings(line, &settings, reasons))
        return EXIT_USAGE;
    enum fault fault = FAULT_IO;
    if (progress_bar_begin(&bar))
        fault = make_backup(settings.database, path, &bar, &facts, reasons);
    progress_bar_end(&bar);
    if (!fault)
        print_facts(path, &facts);
    return exit_status(fault, "backup", "nothing was left of it", reasons);
}

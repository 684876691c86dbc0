#include "faults_rig.h"

#include "service/check.h"

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READS_STEP = 11, CHECKS_STEP = 8, SEEDS = 3, PATH_ROOM = 200 };

/* ---- files ---- */

static const char *path_with(char path[static PATH_ROOM], const char *database, const char *end)
{
    snprintf(path, PATH_ROOM, "%s%s", database, end);
    return path;
}

static void file_copy(const char *from, const char *to)
{
    int source = open(from, O_RDONLY | O_CLOEXEC);
    if (source < 0)
        return;
    int target = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    ck_assert_int_ge(target, 0);
    struct stat found;
    ck_assert_int_eq(fstat(source, &found), 0);
    for (off_t offset = 0; offset < found.st_size;)
        ck_assert_int_gt(sendfile(target, source, &offset, (size_t)(found.st_size - offset)), 0);
    close(source);
    close(target);
}

void database_copy(const char *from, const char *to)
{
    char log_from[PATH_ROOM], log_to[PATH_ROOM];
    file_copy(from, to);
    file_copy(path_with(log_from, from, "-wal"), path_with(log_to, to, "-wal"));
}

void database_remove(const char *path)
{
    static const char *const ENDS[] = {"", "-wal", "-shm", "-journal", ".lock", ".check"};
    char file[PATH_ROOM];
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
        unlink(path_with(file, path, ENDS[i]));
}

/* ---- sweeps ---- */

static const struct sweep {
    enum disk_operation operation;
    enum disk_fault fault;
} SWEEPS[] = {
    {DISK_WRITE, DISK_ERROR},    {DISK_WRITE, DISK_NO_ROOM}, {DISK_WRITE, DISK_TORN},   {DISK_WRITE, DISK_GONE},
    {DISK_WRITE, DISK_CUT},      {DISK_SYNC, DISK_ERROR},    {DISK_SYNC, DISK_GONE},    {DISK_SYNC, DISK_CUT},
    {DISK_TRUNCATE, DISK_ERROR}, {DISK_TRUNCATE, DISK_GONE}, {DISK_TRUNCATE, DISK_CUT}, {DISK_DELETE, DISK_ERROR},
    {DISK_DELETE, DISK_GONE},    {DISK_DELETE, DISK_CUT},    {DISK_OPEN, DISK_ERROR},   {DISK_OPEN, DISK_NO_ROOM},
    {DISK_OPEN, DISK_GONE},      {DISK_OPEN, DISK_CUT},      {DISK_READ, DISK_ERROR},   {DISK_READ, DISK_GONE},
};
_Static_assert(sizeof SWEEPS / sizeof *SWEEPS == SWEEP_KINDS, "as many as are said to be");

bool sweep_is_full(void)
{
    const char *form = getenv("RACKLINE_FAULTS");
    return form && !strcmp(form, "full");
}

double sweep_patience_s(void)
{
    return sweep_is_full() ? 3600 : 120;
}

/* A full disk may be told as such, and may have room the next time. Any other write or sync that fails is told, and
 * nothing goes on after it. What only reads, or only tidies up, may do without. */
static bool is_told_right(const struct sweep *sweep, bool struck, enum fault fault)
{
    if (sweep->fault == DISK_NO_ROOM)
        return !fault || fault == FAULT_FULL || fault == FAULT_IO;
    bool matters = struck && (sweep->operation == DISK_WRITE || sweep->operation == DISK_SYNC);
    return fault == FAULT_IO || (!fault && !matters);
}

static void check_tables(const struct trial *trial)
{
    BUFFER_OWNED struct buffer report = {0};
    struct reasons reasons = {.arena = trial->arena};
    enum fault fault = database_check(trial->path, NULL, &report, &reasons);
    ck_assert_msg(!fault, "%s: the tables differ: %s %s", trial->moment, buffer_view(&report),
                  reasons.count ? reasons.items[0].detail : fault_row(fault)->code);
}

/* One run of which the n-th operation fails; none, for 0. False when it had fewer. */
static bool sweep_try(const struct sweep *sweep, const struct sweep_work *work, const char *path, int64_t nth,
                      uint64_t seed)
{
    struct trial trial = {.path = path, .arena = arena_new(0)};
    snprintf(trial.moment, sizeof trial.moment, "%s %lld: %s (%llu)", DISK_OPERATION_WORDS[sweep->operation],
             (long long)nth, DISK_FAULT_WORDS[sweep->fault], (unsigned long long)seed);
    work->prepare(&trial);
    const struct disk_plan plan = {sweep->operation, nth, sweep->fault, seed};
    disk_arm(nth ? &plan : NULL);
    enum fault fault = work->work(&trial);
    bool struck = disk_struck();
    disk_arm(NULL);
    ck_assert_msg(struck || !fault, "%s: %s without a failure", trial.moment, fault_row(fault)->code);
    ck_assert_msg(is_told_right(sweep, trial.struck, fault), "%s: told as %s", trial.moment, fault_row(fault)->code);
    work->verify(&trial);
    if (sweep_is_full() || nth % CHECKS_STEP == 0)
        check_tables(&trial);
    database_remove(path);
    arena_free(trial.arena);
    return struck;
}

/* A sanitizer looks at what is done after a failure, which is the same where the next piece of a log fails. */
#ifdef __SANITIZE_ADDRESS__
enum { SPARSE = 3 };
#else
enum { SPARSE = 1 };
#endif

/* Of the short form. There are few operations but these. */
static int64_t step_of(enum disk_operation operation, const struct sweep_work *work)
{
    return operation == DISK_READ ? READS_STEP * SPARSE : operation == DISK_WRITE ? work->step * SPARSE : 1;
}

void sweep_run(int kind, const struct sweep_work *work, const char *folder)
{
    const struct sweep *sweep = &SWEEPS[kind];
    const bool full = sweep_is_full();
    const uint64_t seeds = full && sweep->fault == DISK_CUT ? SEEDS : 1;
    const int64_t step = full ? 1 : step_of(sweep->operation, work);
    char path[PATH_ROOM];
    path_with(path, folder, "/trial.db");
    sweep_try(sweep, work, path, 0, 0);
    int64_t nth = 1 + kind % step; /* kinds that leave out some do not leave out the same ones */
    for (bool struck = true; struck; nth += step)
        for (uint64_t seed = 0; seed < seeds && struck; seed++)
            struck = sweep_try(sweep, work, path, nth, (uint64_t)nth * SEEDS + seed);
    ck_assert_int_gt(nth, 1 + kind % step + step); /* at least one operation failed */
}

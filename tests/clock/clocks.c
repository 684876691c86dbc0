/* The clocks of a machine that a test sets while the daemon runs: the file that RACKLINE_CLOCKS names holds how far the
 * wall clock and the machine's own are shifted, and which start of the machine it is. */
#include "racklined/machine_clocks.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

struct shifts {
    _Atomic int64_t wall_us;
    _Atomic int64_t run_us;
    struct uuid boot; /* zero: the real one; does not change while a daemon runs */
};

static struct shifts *shifts;

int __real_clock_gettime(clockid_t clock, struct timespec *ret);
int __wrap_clock_gettime(clockid_t clock, struct timespec *ret);
struct uuid __real_machine_boot(void);
struct uuid __wrap_machine_boot(void);

/* Before main, and before there is another thread. */
__attribute__((constructor)) static void map_shifts(void)
{
    const char *path = getenv("RACKLINE_CLOCKS");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *mapped = mmap(NULL, sizeof *shifts, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (mapped == MAP_FAILED) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    shifts = mapped;
}

static void shift(struct timespec *time, int64_t us)
{
    int64_t ns = time->tv_nsec + us % 1000000 * 1000;
    time->tv_sec += us / 1000000 + ns / 1000000000 - (ns < 0);
    time->tv_nsec = ns % 1000000000 + (ns < 0 ? 1000000000 : 0);
}

int __wrap_clock_gettime(clockid_t clock, struct timespec *ret)
{
    int failed = __real_clock_gettime(clock, ret);
    if (failed || !shifts)
        return failed;
    if (clock == CLOCK_REALTIME)
        shift(ret, atomic_load(&shifts->wall_us));
    else if (clock == CLOCK_BOOTTIME)
        shift(ret, atomic_load(&shifts->run_us));
    return 0;
}

struct uuid __wrap_machine_boot(void)
{
    return shifts && !uuid_is_zero(shifts->boot) ? shifts->boot : __real_machine_boot();
}

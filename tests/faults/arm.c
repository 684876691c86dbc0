/* Arms the disk of a whole daemon from its environment, before main:
 *   RACKLINE_DISK="write 17 torn 3"  the 17th write is torn; the last number is what a cut makes its choices by
 *   RACKLINE_DISK_FULL=FILE          no file can grow as long as that one is there */
#include "disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The place of a word among others; the program ends where it is none. */
static int find_word(const char *const *words, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(words[i], word))
            return i;
    fprintf(stderr, "RACKLINE_DISK: %s is none\n", word);
    exit(EXIT_FAILURE);
}

static void arm(const char *text)
{
    char operation[16], fault[16];
    struct disk_plan plan = {0};
    long long nth;
    unsigned long long seed;
    if (sscanf(text, "%15s %lld %15s %llu", operation, &nth, fault, &seed) != 4) {
        fprintf(stderr, "RACKLINE_DISK: an operation, a number, a fault and a number\n");
        exit(EXIT_FAILURE);
    }
    plan.operation = (enum disk_operation)find_word(DISK_OPERATION_WORDS, DISK_OPERATION_COUNT, operation);
    plan.nth = nth;
    plan.fault = (enum disk_fault)find_word(DISK_FAULT_WORDS, DISK_FAULT_COUNT, fault);
    plan.seed = seed;
    disk_arm(&plan);
}

__attribute__((constructor)) static void arm_from_environment(void)
{
    const char *plan = getenv("RACKLINE_DISK");
    disk_install(true);
    disk_fill_while(getenv("RACKLINE_DISK_FULL"));
    if (plan)
        arm(plan);
}

#include "scratch.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void scratch_make(char ret_folder[static SCRATCH_SIZE])
{
    snprintf(ret_folder, SCRATCH_SIZE, "%s/rackline-test-%d-XXXXXX", access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm",
             (int)getpid());
    ck_assert_ptr_nonnull(mkdtemp(ret_folder));
}

/* Runs the suites of one program and ends with its counts. */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

static SRunner *runner;

void suite_register(const char *name, void (*fill)(TCase *tests))
{
    Suite *suite = suite_create(name);
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, 600); /* patience for a sanitized program on a busy machine */
    fill(tests);
    suite_add_tcase(suite, tests);
    if (runner)
        srunner_add_suite(runner, suite);
    else
        runner = srunner_create(suite);
}

int main(void)
{
    if (!runner) {
        printf(PROGRAM ": 0 passed, 0 failed\n");
        return EXIT_SUCCESS;
    }
#if defined(PURE) && defined(__SANITIZE_ADDRESS__)
    /* Without a child for each test, which looks for leaks at its end and costs four times what the test itself does. A
     * test that breaks something ends them all, and that is told, too. */
    if (!getenv("CK_FORK"))
        srunner_set_fork_status(runner, CK_NOFORK);
#endif
    srunner_run_all(runner, CK_ENV);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf(PROGRAM ": %d passed, %d failed\n", run - failed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The line to the commands of the daemon's own machine. */
#include "suite.h"

#include "base/monotonic.h"
#include "daemon_plain.h"
#include "racklined/control_line.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static struct rig rig;

static void start(void)
{
    plain_prepare(&rig);
    plain_start(&rig);
}

static void stop(void)
{
    plain_stop_well(&rig);
}

static const char *control_path(void)
{
    static char path[128];
    snprintf(path, sizeof path, "%s.control", rig.database);
    return path;
}

static int connect_to_daemon(void)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct control_place place;
    const struct timeval patience = {.tv_sec = 5};
    ck_assert_int_eq(control_place_find(rig.database, &place, &reasons), NOTHING_WRONG);
    int line = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ck_assert_int_eq(connect(line, (const struct sockaddr *)&place.address, sizeof place.address), 0);
    control_place_close(&place);
    return line;
}

static int file_of(const char *text, int flags)
{
    char path[] = "/tmp/rackline-control-XXXXXX";
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    ck_assert_int_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    file = open(path, flags | O_CLOEXEC);
    ck_assert_int_ge(file, 0);
    unlink(path);
    return file;
}

/* Asks with a file (-1: none), and reads the answers up to the last one. */
static const char *ask(const char *what, int file)
{
    static char message[CONTROL_MESSAGE_SIZE];
    int line = connect_to_daemon(), came = -1;
    ck_assert(control_send(line, what, file));
    do
        ck_assert(control_receive(line, message, &came));
    while (!strncmp(message, CONTROL_COPYING, strlen(CONTROL_COPYING)));
    ck_assert_int_eq(came, -1);
    close(line);
    if (file >= 0)
        close(file);
    return message;
}

START_TEST(the_socket_is_its_owners_alone_and_goes_with_the_daemon)
{
    struct stat status;
    ck_assert_int_eq(stat(control_path(), &status), 0);
    ck_assert(S_ISSOCK(status.st_mode));
    ck_assert_int_eq(status.st_mode & 0777, 0600);
    daemon_stop(rig.daemon);
    ck_assert_int_ne(stat(control_path(), &status), 0);
    plain_start(&rig);
    ck_assert_int_eq(stat(control_path(), &status), 0);
}
END_TEST

START_TEST(one_that_was_left_is_replaced)
{
    daemon_stop(rig.daemon);
    FILE *left = fopen(control_path(), "w");
    ck_assert_ptr_nonnull(left);
    fclose(left);
    plain_start(&rig);
    ck_assert_str_eq(ask(CONTROL_BACKUP, file_of("", O_RDWR)), CONTROL_WHOLE);
}
END_TEST

START_TEST(only_an_empty_file_that_may_be_written_is_written_to)
{
    static const char REFUSED[] = CONTROL_FAILED "the daemon does not know what is asked of it";
    ck_assert_str_eq(ask("restore", file_of("", O_RDWR)), REFUSED);
    ck_assert_str_eq(ask(CONTROL_BACKUP, -1), REFUSED);
    ck_assert_str_eq(ask(CONTROL_BACKUP, file_of("", O_RDONLY)), REFUSED);
    ck_assert_str_eq(ask(CONTROL_BACKUP, file_of("", O_WRONLY)), REFUSED);
    ck_assert_str_eq(ask(CONTROL_BACKUP, file_of("", O_RDWR | O_APPEND)), REFUSED);
    ck_assert_str_eq(ask(CONTROL_BACKUP, file_of("something", O_RDWR)), REFUSED);
    ck_assert_str_eq(ask(CONTROL_BACKUP, open("/dev/null", O_RDWR | O_CLOEXEC)), REFUSED);
    int file = file_of("", O_RDWR);
    ck_assert_str_eq(ask(CONTROL_BACKUP, dup(file)), CONTROL_WHOLE);
    ck_assert_int_gt(lseek(file, 0, SEEK_END), 4096);
    close(file);
}
END_TEST

START_TEST(who_says_nothing_does_not_keep_the_daemon_from_its_end)
{
    int silent = connect_to_daemon(), next = connect_to_daemon();
    char byte;
    usleep(200000);
    const int64_t begun_us = monotonic_us();
    daemon_stop(rig.daemon);
    ck_assert_int_lt(monotonic_us() - begun_us, 3000000);
    ck_assert_int_eq(recv(silent, &byte, 1, 0), 0);
    close(silent);
    close(next);
    plain_start(&rig);
}
END_TEST

SUITE_BEGIN(control)
tcase_add_checked_fixture(tests, start, stop);
tcase_add_test(tests, the_socket_is_its_owners_alone_and_goes_with_the_daemon);
tcase_add_test(tests, one_that_was_left_is_replaced);
tcase_add_test(tests, only_an_empty_file_that_may_be_written_is_written_to);
tcase_add_test(tests, who_says_nothing_does_not_keep_the_daemon_from_its_end);
SUITE_END

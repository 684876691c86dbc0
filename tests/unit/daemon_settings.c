#include "suite.h"

#include "base/buffer.h"
#include "racklined/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *arena;
static struct reasons reasons;
static struct settings settings;
static char file_path[] = "/tmp/rackline-settings-XXXXXX";

static void begin(void)
{
    arena = arena_new(0);
    reasons = (struct reasons){.arena = arena};
    strcpy(file_path + strlen(file_path) - 6, "XXXXXX");
    int file = mkstemp(file_path);
    ck_assert_int_ge(file, 0);
    close(file);
}

static void end(void)
{
    unlink(file_path);
    arena_free(arena);
}

static void write_bytes(const char *bytes, size_t size)
{
    FILE *file = fopen(file_path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static void write_file(const char *text)
{
    write_bytes(text, strlen(text));
}

static enum fault read_options(const char *const *options)
{
    char *argv[20];
    int argc = 0;
    for (; options[argc]; argc++)
        argv[argc] = (char *)(strcmp(options[argc], "FILE") ? options[argc] : file_path);
    return settings_read(argc, argv, &settings, &reasons);
}
#define READ(...) read_options((const char *const[]){__VA_ARGS__, NULL})

/* Whether a reason has this code, and `place` in what it points at. */
static bool has_reason(const char *code, const char *place)
{
    for (size_t i = 0; i < reasons.count; i++)
        if (!strcmp(reasons.items[i].code, code) && reasons.items[i].pointer && strstr(reasons.items[i].pointer, place))
            return true;
    return false;
}

START_TEST(without_options_the_defaults_hold)
{
    ck_assert_int_eq(read_options((const char *const[]){NULL}), NOTHING_WRONG);
    ck_assert_ptr_null(settings.site);
    ck_assert(!settings.training);
    ck_assert(settings.clock_rate == 1);
    ck_assert_str_eq(settings.database, "rackline.db");
    ck_assert_str_eq(settings.listen, "127.0.0.1");
    ck_assert_int_eq(settings.port, 8080);
    ck_assert_int_eq(settings.threads, 2);
    ck_assert_int_eq(settings.body_max, 4 << 20);
    ck_assert_int_eq(settings.queue_max, 4096);
    ck_assert_str_eq(settings.log_level, "info");
}
END_TEST

START_TEST(an_option_takes_its_value_after_an_equals_sign_or_as_the_next_word)
{
    ck_assert_int_eq(READ("--port=0", "--clock-rate", "3600", "--training", "--site", "OSK1"), NOTHING_WRONG);
    ck_assert_int_eq(settings.port, 0);
    ck_assert(settings.training);
    ck_assert(settings.clock_rate == 3600);
    ck_assert_str_eq(settings.site, "OSK1");
}
END_TEST

START_TEST(a_switch_can_be_turned_off)
{
    write_file("[site]\ntraining = true\n");
    ck_assert_int_eq(READ("--config", "FILE", "--training=false"), NOTHING_WRONG);
    ck_assert(!settings.training);
}
END_TEST

START_TEST(the_file_is_read_before_the_options_wherever_it_is_named)
{
    write_file(
        "; a comment\n[site]\nsite = ISK2\n\n[http]\nport = 9001\nthreads = 4 ; inline\n[log]\nlog_level=debug\n");
    ck_assert_int_eq(READ("--port", "9002", "--config", "FILE"), NOTHING_WRONG);
    ck_assert_str_eq(settings.site, "ISK2");
    ck_assert_int_eq(settings.port, 9002);
    ck_assert_int_eq(settings.threads, 4);
    ck_assert_str_eq(settings.log_level, "debug");
}
END_TEST

START_TEST(every_fault_of_file_and_options_is_told_at_once_and_changes_nothing)
{
    write_file("[http]\nport = 70000\nnonsense = 1\n[store]\nport = 80\nno equals sign\n[http]\nthreads = x\n"
               "threads = 3\n");
    struct settings before = settings;
    ck_assert_int_eq(READ("--config=FILE", "--bogus", "--batch-max=0", "stray", "--log-level", "loud", "--queue-max"),
                     FAULT_INVALID);
    ck_assert(!memcmp(&before, &settings, sizeof before));
    ck_assert(has_reason("unknown-option", "--bogus"));
    ck_assert(has_reason("unknown-option", "stray"));
    ck_assert(has_reason("missing", "--queue-max"));
    ck_assert(has_reason("not-a-word", "--log-level"));
    ck_assert(has_reason("cannot-read", "FILE"));
    ck_assert_uint_eq(reasons.found, 6);
}
END_TEST

START_TEST(a_fault_in_the_file_names_its_line)
{
    write_file("[http]\nport = 70000\nnonsense = 1\n[store]\nport = 80\nno equals sign\n[http]\nthreads = x\n"
               "threads = 3\n");
    ck_assert_int_eq(READ("--config", "FILE"), FAULT_INVALID);
    ck_assert(strstr(reasons.items[0].pointer, ":2"));
    ck_assert(has_reason("unknown-setting", ":3"));
    ck_assert(has_reason("unknown-setting", ":5"));
    ck_assert(has_reason("malformed", ":6"));
    ck_assert(strstr(reasons.items[3].pointer, ":8"));
    ck_assert(has_reason("set-twice", ":9"));
    ck_assert_uint_eq(reasons.found, 6);
}
END_TEST

START_TEST(a_line_that_is_too_long_is_refused_and_not_read_as_two)
{
    char text[1000];
    int size = snprintf(text, sizeof text, "[store]\ndatabase = ");
    memset(text + size, 'x', 300);
    strcpy(text + size + 300, "\n[http]\nport = 81\n");
    write_file(text);
    ck_assert_int_eq(READ("--config", "FILE"), FAULT_INVALID);
    ck_assert(has_reason("too-long", ":2"));
    ck_assert_uint_eq(reasons.found, 1);
}
END_TEST

/* Anywhere in a line, the last one too, which no line feed ends; the next is read. */
#define BYTES(text) text, sizeof text - 1
static const struct {
    const char *bytes;
    size_t size, found;
} NUL_LINES[] = {
    {BYTES("[site]\n\0site = A\nsight = A\n"), 2},
    {BYTES("[site]\nsite\0 = A\nsight = A\n"), 2},
    {BYTES("[site]\n#\0\nsight = A"), 2},
    {BYTES("[site]\n\0\n"), 1},
    {BYTES("[site]\n\0site = A"), 1},
};

START_TEST(a_line_with_a_nul_is_refused_and_hides_nothing)
{
    write_bytes(NUL_LINES[_i].bytes, NUL_LINES[_i].size);
    ck_assert_int_eq(READ("--config", "FILE"), FAULT_INVALID);
    ck_assert(has_reason("malformed", ":2"));
    ck_assert_uint_eq(reasons.found, NUL_LINES[_i].found);
}
END_TEST

START_TEST(a_production_site_has_no_clock_rate)
{
    ck_assert_int_eq(READ("--clock-rate", "2"), FAULT_INVALID);
    ck_assert(has_reason("rate-in-production", "clock_rate"));
}
END_TEST

static const char *const RATES[] = {"0", "0.5", "1000001", "-1", "nan", "fast"};

START_TEST(a_training_clock_runs_at_1_to_1000000)
{
    ck_assert_int_eq(READ("--training", "--clock-rate", RATES[_i]), FAULT_INVALID);
    ck_assert_uint_eq(reasons.found, 1);
    ck_assert_str_eq(reasons.items[0].pointer, "--clock-rate");
}
END_TEST

START_TEST(the_sample_file_with_its_settings_in_force_reads_as_the_defaults)
{
    BUFFER_OWNED struct buffer sample = {0};
    settings_sample(&sample);
    buffer_view(&sample);
    int in_force = 0;
    for (char *line = sample.bytes; (line = strchr(line, '\n')) != NULL; line++)
        if (line[1] == '#' && line[2] != ' ' && strncmp(line + 1, "#site =", 7)) {
            memmove(line + 1, line + 2, strlen(line + 1));
            in_force++;
        }
    write_file(sample.bytes);
    ck_assert_int_eq(READ("--config", "FILE"), NOTHING_WRONG);
    struct settings from_file = settings;
    ck_assert_int_ge(in_force, 19);
    ck_assert_int_eq(read_options((const char *const[]){NULL}), NOTHING_WRONG);
    ck_assert_str_eq(from_file.database, settings.database);
    ck_assert_int_eq(from_file.idle_timeout_s, settings.idle_timeout_s);
    ck_assert_int_eq(from_file.batch_max, settings.batch_max);
    ck_assert_str_eq(from_file.log_level, settings.log_level);
    ck_assert_ptr_null(from_file.tls_certificate);
    ck_assert_ptr_null(from_file.tls_key);
}
END_TEST

START_TEST(tls_needs_both_a_certificate_and_its_key)
{
    ck_assert_int_eq(READ("--tls-certificate", "a.pem"), FAULT_INVALID);
    ck_assert(has_reason("tls-half", "tls_key"));
    ck_assert_int_eq(READ("--tls-key", "a.key", "--tls-certificate", ""), FAULT_INVALID);
    ck_assert(has_reason("tls-half", "tls_certificate"));
    ck_assert_int_eq(READ("--tls-key", "a.key", "--tls-certificate", "a.pem"), NOTHING_WRONG);
    ck_assert_str_eq(settings.tls_certificate, "a.pem");
}
END_TEST

START_TEST(the_sample_file_that_is_packaged_is_the_one_that_is_printed)
{
    BUFFER_OWNED struct buffer sample = {0};
    settings_sample(&sample);
    FILE *file = fopen(SOURCE_DIR "/packaging/rackline.conf", "r");
    ck_assert_ptr_nonnull(file);
    char packaged[16384];
    size_t size = fread(packaged, 1, sizeof packaged, file);
    fclose(file);
    ck_assert_uint_eq(size, sample.size);
    ck_assert_mem_eq(packaged, sample.bytes, size);
}
END_TEST

START_TEST(the_help_names_every_option_of_the_sample)
{
    BUFFER_OWNED struct buffer sample = {0}, help = {0};
    settings_sample(&sample);
    settings_help(&help);
    buffer_view(&sample);
    buffer_view(&help);
    int named = 0;
    for (char *line = sample.bytes; (line = strchr(line, '\n')) != NULL; line++) {
        if (line[1] != '#' || line[2] == ' ')
            continue;
        char option[64];
        ck_assert_int_eq(sscanf(line + 2, "%60[a-z_]", option + 2), 1);
        option[0] = option[1] = '-';
        for (char *c = option + 2; *c; c++)
            *c = *c == '_' ? '-' : *c;
        ck_assert_msg(strstr(help.bytes, option) != NULL, "%s is not in the help", option);
        named++;
    }
    ck_assert_int_ge(named, 20);
}
END_TEST

SUITE_BEGIN(settings)
tcase_add_checked_fixture(tests, begin, end);
tcase_add_test(tests, without_options_the_defaults_hold);
tcase_add_test(tests, an_option_takes_its_value_after_an_equals_sign_or_as_the_next_word);
tcase_add_test(tests, a_switch_can_be_turned_off);
tcase_add_test(tests, the_file_is_read_before_the_options_wherever_it_is_named);
tcase_add_test(tests, every_fault_of_file_and_options_is_told_at_once_and_changes_nothing);
tcase_add_test(tests, a_fault_in_the_file_names_its_line);
tcase_add_test(tests, a_line_that_is_too_long_is_refused_and_not_read_as_two);
tcase_add_loop_test(tests, a_line_with_a_nul_is_refused_and_hides_nothing, 0, sizeof NUL_LINES / sizeof *NUL_LINES);
tcase_add_test(tests, a_production_site_has_no_clock_rate);
tcase_add_loop_test(tests, a_training_clock_runs_at_1_to_1000000, 0, sizeof RATES / sizeof *RATES);
tcase_add_test(tests, the_sample_file_with_its_settings_in_force_reads_as_the_defaults);
tcase_add_test(tests, tls_needs_both_a_certificate_and_its_key);
tcase_add_test(tests, the_sample_file_that_is_packaged_is_the_one_that_is_printed);
tcase_add_test(tests, the_help_names_every_option_of_the_sample);
SUITE_END

/* Command lines, taken apart and made into requests. */
#include "suite.h"

#include "rackline/ask.h"

#include <string.h>

enum { WORDS_MAX = 16 };

static const char ID[] = "01890000-0000-7000-8000-000000000001";

/* The words of a line with single spaces between them; what stands in double quotes is one word. */
static int split(char *line, char **argv)
{
    int argc = 0;
    for (char *at = line; *at && argc < WORDS_MAX;) {
        bool quoted = *at == '"';
        argv[argc++] = at += quoted;
        at += strcspn(at, quoted ? "\"" : " ");
        if (*at)
            *at++ = '\0';
        at += quoted && *at == ' ';
    }
    return argc;
}

static enum fault read_line(const char *line, struct words *words, struct reasons *reasons)
{
    char *copy = arena_text(reasons->arena, line);
    char **argv = arena_array(reasons->arena, WORDS_MAX, sizeof *argv);
    ck_assert(copy && argv);
    return words_read(split(copy, argv), argv, words, reasons);
}

/* ---- what a line asks ---- */

static const struct {
    const char *line, *address, *body;
} ASKED[] = {
    {"order show A-1", "/v1/orders/A-1", ""},
    {"order show \"a/b c\"", "/v1/orders/a%2Fb%20c", ""},
    {"unit list --order A-1 --state queued", "/v1/units?order=A-1&state=queued", ""},
    {"unit list --state=queued --limit 5", "/v1/units?state=queued", ""},
    {"unit trace S1", "/v1/trace?serial=S1", ""},
    {"orders show A-1", "/v1/orders/A-1", ""}, /* as the path has it */
    {"hold place --preview --lot L", "/v1/holds", "{\"lot\":\"L\",\"reason\":\"-\"}"},
    {"unit next S1 --station X", "/v1/units/S1/next?station=X", ""},
    {"order cancel A-1 --reason \"no more\"", "/v1/orders/A-1/cancel", "{\"reason\":\"no more\"}"},
    {"order plan A-1 --part-number P --revision A --quantity 3", "/v1/orders",
     "{\"order\":\"A-1\",\"part_number\":\"P\",\"revision\":\"A\",\"quantity\":3}"},
    {"station define K --name N --type T --bays {\"bay\":\"A\",\"power_w\":1,\"coolant_lpm\":2}", "/v1/stations/K",
     "{\"name\":\"N\",\"type\":\"T\",\"bays\":[{\"bay\":\"A\",\"power_w\":1,\"coolant_lpm\":2}]}"},
    {"operation waive S1 050 --reason why", "/v1/units/S1/operations/050/waive", "{\"reason\":\"why\"}"},
    {"waiver countersign 12 --reason why", "/v1/waivers/12/countersign", "{\"reason\":\"why\"}"},
    {"nonconformance dispose 12 scrap --reason why", "/v1/nonconformances/12/disposition",
     "{\"disposition\":\"scrap\",\"reason\":\"why\"}"},
    {"measurement record S1 050 torque -4.5 --operator E-1", "/v1/events",
     "{\"id\":\"01890000-0000-7000-8000-000000000001\",\"type\":\"measurement.recorded\","
     "\"at\":\"1970-01-01T00:00:01Z\",\"unit\":\"S1\",\"operation\":\"050\",\"operator\":\"E-1\","
     "\"characteristic\":\"torque\",\"value\":-4.5}"},
    {"station change standby --at 2026-01-01T00:00:00Z", "/v1/events",
     "{\"id\":\"01890000-0000-7000-8000-000000000001\",\"type\":\"station.changed\","
     "\"at\":\"2026-01-01T00:00:00Z\",\"state\":\"standby\"}"},
    {"token make -- --odd --role", "", NULL}, /* -- ends the options: --role is one word too many */
};

START_TEST(a_line_asks)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    ASK_OWNED struct ask ask = {0};
    struct reasons reasons = {.arena = arena};
    struct words words;
    enum fault fault = read_line(ASKED[_i].line, &words, &reasons);
    if (!ASKED[_i].body) {
        ck_assert_int_eq(fault, FAULT_INVALID);
        return;
    }
    ck_assert_msg(!fault, "%s", reasons.count ? reasons.items[0].detail : "?");
    fault = ask_make(&words, words.command->path, 1000000, ID, &ask, &reasons);
    ck_assert_msg(!fault, "%s", reasons.count ? reasons.items[0].detail : "?");
    ck_assert_str_eq(buffer_view(&ask.address), ASKED[_i].address);
    ck_assert_str_eq(ask.body.size ? buffer_view(&ask.body) : "", ASKED[_i].body);
}
END_TEST

/* ---- what is wrong with a line ---- */

static const struct {
    const char *line;
    const char *places[4]; /* of the reasons, in their order */
} WRONG[] = {
    {"frobs list", {"frobs"}},
    {"order frob", {"frob"}},
    {"order show", {"ORDER"}},
    {"order show A B", {"B"}},
    {"order show A --nonsense", {"--nonsense"}},
    {"order show A --limit=3", {"--limit"}},
    {"order show A -x", {"-x"}},
    {"order show A -oo", {"-oo"}},
    {"order show A -o king", {"-o"}},
    {"order show A --output", {"--output"}},
    {"unit list --limit 0 --order", {"--limit", "--order"}},
    {"unit list --order A --order B", {"--order"}},
    {"unit list --cursor=X", {"--cursor"}},
    {"unit list --state dancing", {"state"}},
    {"nonconformance dispose twelve scrap", {"/reason"}},
    {"order plan A --part-number P --revision A --quantity 0", {"quantity"}},
    {"order plan A --part-number P --quantity 1", {"/revision"}},
    {"hold place --lot L", {"/reason"}},
    {"measurement record S1 050 torque much", {"value"}},
    {"station define K --name N --type T --bays {", {"bays"}},
    {"product upload /nowhere/at/all", {"/nowhere/at/all"}},
};

START_TEST(what_is_wrong_with_a_line_is_named)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    ASK_OWNED struct ask ask = {0};
    struct reasons reasons = {.arena = arena};
    struct words words;
    enum fault fault = read_line(WRONG[_i].line, &words, &reasons);
    if (!fault)
        fault = ask_make(&words, words.command->path, 1000000, ID, &ask, &reasons);
    ck_assert_int_eq(fault, FAULT_INVALID);
    size_t count = 0;
    for (; count < 4 && WRONG[_i].places[count]; count++) {
        ck_assert_uint_lt(count, reasons.count);
        ck_assert_str_eq(reasons.items[count].pointer, WRONG[_i].places[count]);
    }
    ck_assert_uint_eq(reasons.count, count);
}
END_TEST

/* ---- what may have been meant ---- */

static const struct {
    const char *line, *meant; /* "": nothing is near */
} NEAR[] = {
    {"ordr list", "mean order?"},
    {"oredr list", "mean order?"},
    {"uni list", "mean unit?"},
    {"nonconf list", "mean nonconformance?"},
    {"frobnicate list", ""},
    {"order lst", "mean list?"},
    {"order relaese", "mean release?"},
    {"order xy", ""},
    {"unit list --satte=queued", "mean --state?"},
    {"unit list --colour=red", ""},
};

START_TEST(a_slip_says_what_may_have_been_meant)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct words words;
    ck_assert_int_eq(read_line(NEAR[_i].line, &words, &reasons), FAULT_INVALID);
    const char *detail = reasons.items[0].detail;
    bool means = strstr(detail, *NEAR[_i].meant ? NEAR[_i].meant : "did you mean");
    ck_assert_msg(means == (*NEAR[_i].meant != 0), "%s: %s", NEAR[_i].line, detail);
}
END_TEST

START_TEST(help_needs_nothing_else)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    struct words words;
    ck_assert(!read_line("order show --help", &words, &reasons) && words.general.help && words.command);
    ck_assert(!read_line("order -h", &words, &reasons) && words.general.help && !words.command);
    ck_assert(!read_line("help order show", &words, &reasons) && words.general.help && words.command);
    ck_assert(!read_line("help", &words, &reasons) && words.general.help && !words.noun);
    ck_assert(!read_line("--help", &words, &reasons) && words.general.help && !words.noun);
}
END_TEST

SUITE_BEGIN(client_words)
tcase_add_loop_test(tests, a_line_asks, 0, sizeof ASKED / sizeof *ASKED);
tcase_add_loop_test(tests, what_is_wrong_with_a_line_is_named, 0, sizeof WRONG / sizeof *WRONG);
tcase_add_loop_test(tests, a_slip_says_what_may_have_been_meant, 0, sizeof NEAR / sizeof *NEAR);
tcase_add_test(tests, help_needs_nothing_else);
SUITE_END

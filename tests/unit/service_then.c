/* The record of a unit as of a moment is what it was at that moment, whatever is taken back since: each story is told
 * step by step, and its record asked for at once and again when all is over. */
#include "service_line.h"

#include <stdlib.h>
#include <string.h>

#define WORK "'operator':'ann','operation':"
static const struct {
    const char *word, *station, *type, *members;
} ACTS[] = {
    {"start", "BENCH-1", "operation.started", WORK "'010'"},
    {"pause", "BENCH-1", "operation.paused", WORK "'010'"},
    {"resume", "BENCH-1", "operation.resumed", WORK "'010'"},
    {"complete", "BENCH-1", "operation.completed", WORK "'010'"},
    {"abort", "BENCH-1", "operation.aborted", WORK "'010','reason':'x'"},
    {"gpu", "BENCH-1", "component.installed", WORK "'010','position':'gpu','part_number':'GPU','serial':'G-1'"},
    {"lid", "BENCH-1", "component.installed", WORK "'010','position':'lid','part_number':'LID','serial':'L-1'"},
    {"-gpu", "BENCH-1", "component.removed", WORK "'010','position':'gpu','removal':'reuse'"},
    {"-lid", "BENCH-1", "component.removed", WORK "'010','position':'lid','removal':'reuse'"},
    {"torque", "BENCH-1", "measurement.recorded", WORK "'010','position':'gpu','characteristic':'torque','value':9"},
    {"volt", "BENCH-1", "measurement.recorded", WORK "'010','characteristic':'volt','value':50"},
    {"clean", "BENCH-1", "check.recorded", WORK "'010','check':'clean','answer':'yes'"},
    {"sign", "BENCH-1", "unit.signed", WORK "'010','meaning':'done'"},
    {"dent", "BENCH-1", "defect.reported", "'operator':'ann','code':'DENT'"},
    {"burn", "BURN-1", "operation.started", WORK "'020','bay':'B1'"},
    {"stand", "BURN-1", "operation.paused", WORK "'020'"},
    {"go", "BURN-1", "operation.resumed", WORK "'020'"},
    {"fail", "BURN-1", "operation.completed", WORK "'020','verdict':'failed'"},
    {"quench", "BURN-1", "operation.aborted", WORK "'020','reason':'x'"},
    {"vouch", "BURN-1", "unit.signed", WORK "'020','meaning':'hot'"},
    {"down", "BURN-1", "station.changed", "'state':'unscheduled_down'"},
    {"up", "BURN-1", "station.changed", "'state':'standby'"},
};

/* "<3": the third step is taken back; "!": that is refused, and no step. */
static const char *const STORIES[] = {
    "burn stand go stand quench",
    "burn stand <2 stand <4",
    "burn stand go <3 <2",
    "burn fail <2 <1",
    "burn stand go fail <4 <3",
    "burn down up go fail <5 <4",
    "burn stand go quench <4 <3 <2 <1",
    "burn stand quench burn fail <5 stand <7 <4",
    "burn fail <2 fail <4 quench",
    "burn vouch <2 <1",
    "burn vouch quench burn <4 <3 <2 <1",
    "start volt clean <2 <3 <1",
    "start volt dent <3 <2 <1",
    "start volt abort start clean <5 <4 <3 <2 <1",
    "start gpu lid torque volt clean sign -gpu <8",
    "start gpu lid torque volt clean sign -gpu <8 <7 <6 <5 <4 <3 <2 <1",
    "start gpu torque volt clean -gpu <3 <4 <5",
    "start gpu torque volt clean -gpu <3 <5 <6",
    "start gpu lid torque volt clean -gpu -lid <7 <8",
    "start gpu lid torque volt clean -gpu -lid <8 <7",
    "start gpu lid torque volt -gpu clean -lid <6 <8",
    "start gpu lid volt -gpu volt gpu torque -gpu <9",
    "start gpu lid torque volt clean sign complete -gpu start volt clean -lid !<10 <11 !<10 <12 <10",
    "start gpu lid torque volt clean sign complete -gpu start volt clean -lid <13 <12 <11 <10 <9",
};

enum { TOLD_MAX = 64 };
struct told {
    const char *story;
    struct line line;
    const char *serial;
    struct uuid steps[TOLD_MAX];
    size_t step_count;
    struct {
        int64_t journal_position;
        const char *record;
    } moments[TOLD_MAX];
    size_t moment_count;
};

static void told_open(struct told *told, const char *story, const char *pause)
{
    static const struct change CHANGES[] = {
        {.command = put_product, .by = ROLE_PLANNER, .path = {"P-1", "A"}, .record = &PRODUCT_DEFINITION_RECORD},
        {.command = release_product, .by = ROLE_PLANNER, .path = {"P-1", "A"}},
    };
    *told = (struct told){.story = story};
    struct line *line = &told->line;
    line_open(line);
    const char *const bodies[] = {
        arena_printf(
            line->arena,
            "{'part_number':'P-1','revision':'A','name':'Sled','serial_format':'P{seq:4}','bill_of_materials':["
            "{'positions':'gpu','name':'Gpu','part_number':'GPU','tracking':'serial','operation':'010'},"
            "{'positions':'lid','name':'Lid','part_number':'LID','tracking':'serial','operation':'010'}],'routing':["
            "{'operation':'010','name':'Fill','kind':'assembly','station_type':'bench','standard_min':30,"
            "'sign_off':'any','checks':[{'name':'clean','question':'Is it clean?'}],'characteristics':["
            "{'name':'torque','upper':12,'positions':'gpu'},{'name':'volt','upper':51}]},"
            "{'operation':'020','name':'Burn-in','kind':'burn_in','station_type':'burn-in','standard_min':60,'sign_off'"
            ":'any',"
            "'burn_in':{'hours':24,'power_w':500,'coolant_lpm':1,'pause':'%s'}},"
            "{'operation':'030','name':'Look','kind':'inspection','after':['010','020'],'station_type':'inspection',"
            "'standard_min':5}]}",
            pause),
        " "};
    for (size_t i = 0; i < 2; i++)
        said_must(line, line_change(line, &CHANGES[i], "%s", bodies[i]));
    line_order(line, "ORDER", "P-1", 1, 5);
    told->serial = line_serial(line, "ORDER", 0);
}

/* The record's text as of a journal position; 0: as of now. */
static const char *record_at(struct told *told, int64_t journal_position)
{
    struct line *line = &told->line;
    const struct as_built_query query = {
        .at = journal_position ? arena_printf(line->arena, "%lld", (long long)journal_position) : NULL};
    struct as_built_view view;
    BUFFER_OWNED struct buffer text = {0};
    ck_assert_int_eq(line_view(line, view_as_built, told->serial, NULL, &query, &AS_BUILT_VIEW_RECORD, &view),
                     NOTHING_WRONG);
    json_write(&text, &AS_BUILT_VIEW_RECORD, &view);
    return arena_printf(line->arena, "%s", buffer_view(&text));
}

static struct said step(struct told *told, const char *word)
{
    struct line *line = &told->line;
    if (*word == '<') {
        char id[UUID_TEXT_SIZE];
        uuid_format(told->steps[atoi(word + 1) - 1], id);
        return line_post(line, NULL, "event.corrected", "'reason':'a slip','event':'%s'", id);
    }
    for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++)
        if (!strcmp(ACTS[i].word, word)) {
            const char *unit = strcmp(ACTS[i].type, ENTRY_TYPES[ENTRY_STATION_CHANGED].name)
                                   ? arena_printf(line->arena, "'unit':'%s',", told->serial)
                                   : "";
            return line_post(line, ACTS[i].station, ACTS[i].type, "%s%s", unit, ACTS[i].members);
        }
    ck_abort_msg("nobody knows how to %s", word);
}

/* Something else happens, so that what was before is the past. */
static void pass(struct told *told)
{
    line_pass_min(&told->line, 5);
    line_does(&told->line, "TEST-1", "station.changed", "'state':'standby'");
}

static void note(struct told *told, int64_t journal_position)
{
    ck_assert_uint_lt(told->moment_count, TOLD_MAX);
    told->moments[told->moment_count].journal_position = journal_position;
    told->moments[told->moment_count++].record = record_at(told, journal_position);
}

static void claim_same(const struct told *told, int64_t journal_position, const char *before, const char *after)
{
    ck_assert_msg(!strcmp(before, after), "%s, as of %lld:\n%s\nand later\n%s", told->story,
                  (long long)journal_position, before, after);
}

static void tell(struct told *told, const char *word)
{
    struct line *line = &told->line;
    line_pass_min(line, 7);
    struct said said = step(told, word + (*word == '!'));
    if (*word == '!') {
        ck_assert_msg(said.fault == FAULT_REFUSED, "%s: %s is not refused", told->story, word + 1);
        return;
    }
    ck_assert_msg(!said.fault, "%s: %s is refused: %s", told->story, word,
                  said.reasons.count ? said.reasons.items[0].detail : "");
    told->steps[told->step_count++] = said_entry(line, said).id;
    const int64_t then = line_head(line);
    const char *now = record_at(told, 0);
    pass(told);
    claim_same(told, then, now, record_at(told, then));
    note(told, then);
    pass(told);
    note(told, then + 1);
}

static void claim_story(const char *story, const char *pause)
{
    struct told told;
    told_open(&told, story, pause);
    char *words = arena_printf(told.line.arena, "%s", story);
    for (char *rest, *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        tell(&told, word);
    for (size_t i = 0; i < told.moment_count; i++)
        claim_same(&told, told.moments[i].journal_position, told.moments[i].record,
                   record_at(&told, told.moments[i].journal_position));
    line_close(&told.line);
}

START_TEST(what_a_record_said_of_then_it_says_still)
{
    claim_story(STORIES[_i], "keep");
    claim_story(STORIES[_i], "reset");
}
END_TEST

SUITE_BEGIN(then)
tcase_add_loop_test(tests, what_a_record_said_of_then_it_says_still, 0, sizeof STORIES / sizeof *STORIES);
SUITE_END

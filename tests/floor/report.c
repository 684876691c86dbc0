#include "floor/report.h"

#include <stdio.h>

static bool print_mishaps(const struct plant *plant, bool whole)
{
    const struct tally *tally = &plant->tally;
    bool all = true;
    puts("what went wrong on the floor, as it should:");
    for (size_t i = 0; i < MISHAP_COUNT; i++) {
        long long played = atomic_load(&tally->played[i]);
        printf("  %6lld  %s\n", played, MISHAPS[i].name);
        if (!played && whole && plant->options->racks >= MISHAPS[i].racks) {
            fprintf(stderr, "floor: never happened: %s\n", MISHAPS[i].name);
            all = false;
        }
    }
    return all;
}

/* What the line lives through. */
static bool print_kinds(const struct plant *plant, bool whole)
{
    const struct tally *tally = &plant->tally;
    const struct {
        const atomic_llong *count;
        const char *name;
        bool must; /* happen where there are racks enough; the rest is chance */
    } KINDS[] = {
        {&tally->played[MISHAP_TRAY_LEAK], "leak tests of trays failed", true},
        {&tally->played[MISHAP_RACK_LEAK], "leak tests of racks failed", true},
        {&tally->played[MISHAP_PART_SWAPPED], "trays swapped", true},
        {&tally->played[MISHAP_GPU_SWAPPED], "GPUs swapped inside a rack", true},
        {&tally->lot_holds, "lots held in mid-run", true},
        {&tally->racks_caught, "racks caught by that", true},
        {&tally->stopped, "posts stopped by that", false},
        {&tally->kept_out, "parts kept out by holds on their lots", true},
        {&tally->replaced, "parts replaced for that", false},
        {&tally->accepted_as_is, "faults used as they are, by two people", true},
        {&tally->swapped, "trays built into each other's racks", true},
        {&tally->revised, "racks moved to a later revision", true},
        {&tally->fallen, "operations that fell by that", true},
        {&tally->played[MISHAP_SCAN_CORRECTED], "scans corrected", true},
        {&tally->played[MISHAP_REMOVAL_CORRECTED], "removals corrected", true},
        {&tally->played[MISHAP_MEASUREMENT_CORRECTED], "measurements corrected", true},
        {&tally->played[MISHAP_ANSWER_CORRECTED], "answers corrected", true},
        {&tally->played[MISHAP_START_CORRECTED], "starts corrected", true},
        {&tally->played[MISHAP_COMPLETION_CORRECTED], "completions corrected", true},
        {&tally->played[MISHAP_DEFECT], "defects reported by their code", true},
        {&tally->reviewed, "material reviews, at the limit of attempts", true},
        {&tally->false_fails, "failures rejected as false fails", true},
        {&tally->played[MISHAP_MISREAD], "parts described anew by quality", true},
        {&tally->described, "racks described anew after they had left, by two people", true},
        {&tally->played[MISHAP_PART_RETURNED], "parts returned to their suppliers", true},
        {&tally->played[MISHAP_PART_REPAIRED], "parts that their suppliers repaired", true},
        {&tally->played[MISHAP_WAIVED], "tests waived, by two people", true},
        {&tally->played[MISHAP_REVOKED], "waivers revoked", true},
        {&tally->played[MISHAP_SENT_BACK], "operations sent back after they had passed", true},
        {&tally->played[MISHAP_SCRAPPED], "racks scrapped", true},
        {&tally->salvaged, "trays salvaged from scrapped racks", true},
        {&tally->built_again, "of them built into other racks", true},
        {&tally->shifts, "shifts of the plant's calendar", true},
        {&tally->forecasts, "forecasts with a date", true},
        {&tally->what_ifs, "and what if", true},
        {&tally->errors, "forecasts kept, and their errors seen", true},
    };
    bool all = true;
    puts("what the line lived through:");
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        long long count = atomic_load(KINDS[i].count);
        printf("  %6lld  %s\n", count, KINDS[i].name);
        if (!count && whole && KINDS[i].must && plant->options->racks >= RACKS_FOR_ALL) {
            fprintf(stderr, "floor: in so many racks there should have been: %s\n", KINDS[i].name);
            all = false;
        }
    }
    return all;
}

static void print_refusals(const struct tally *tally)
{
    puts("why events were refused, some for several reasons:");
    for (size_t i = 0; i <= REFUSAL_COUNT; i++) {
        long long refused = atomic_load(&tally->refused[i]);
        if (refused)
            printf("  %6lld  %s\n", refused, i < REFUSAL_COUNT ? REFUSAL_ROWS[i].code : "a code that is not known");
    }
}

bool report_print(struct plant *plant, double seconds, bool whole)
{
    const struct tally *tally = &plant->tally;
    long long accepted = atomic_load(&tally->accepted);
    bool all = print_mishaps(plant, whole);
    all = print_kinds(plant, whole) && all;
    print_refusals(tally);
    puts("in all:");
    printf("  %6lld  racks shipped\n", (long long)atomic_load(&tally->shipped));
    printf("  %6lld  trays built\n", (long long)atomic_load(&tally->built));
    printf("  %6lld  events accepted\n", accepted);
    printf("  %6lld  events refused\n", (long long)atomic_load(&tally->refusals));
    printf("  %6lld  posts repeated and answered alike\n", (long long)atomic_load(&tally->repeated));
    printf("  %6lld  ids used again and refused\n", (long long)atomic_load(&tally->reused));
    printf("  %6lld  requests\n", (long long)atomic_load(&plant->wire.requests));
    printf("  %6lld  requests sent again after no answer\n", (long long)atomic_load(&plant->wire.resent));
    printf("  %6lld  answers not expected\n", (long long)atomic_load(&tally->unexpected));
    printf("  %6.1f  seconds, %.0f events/s\n", seconds, seconds > 0 ? (double)accepted / seconds : 0);
    fflush(stdout);
    return all;
}

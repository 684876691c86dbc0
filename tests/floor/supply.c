#include "floor/supply.h"

#include "floor/dice.h"
#include "floor/memory.h"

#include <string.h>

struct maker {
    const char *supplier;
    const char *country;
    const char *site;
};
static const struct maker MAKERS[] = {
    {"Kaga Seimitsu", "JP", "Komatsu"},       {"Hakusan Denko", "JP", "Hakusan"},
    {"Formosa Board Works", "TW", "Hsinchu"}, {"Taoyuan Thermal", "TW", "Taoyuan"},
    {"Buckeye Power", "US", "Columbus"},      {"Cascade Interconnect", "US", "Hillsboro"},
    {"Neckar Kupfer", "DE", "Heilbronn"},     {"Norte Chasis", "MX", "Monterrey"},
    {"Hanbit Memory", "KR", "Icheon"},        {"Perak Assembly", "MY", "Ipoh"},
    {"Luzon Optics", "PH", "Laguna"},         {"Red River Cable", "VN", "Bac Ninh"},
};
enum {
    MAKER_COUNT = sizeof MAKERS / sizeof *MAKERS,
    SOURCES_A_PART = 3,
    LOTS_A_SOURCE = 4, /* few, so that one lot is in several racks */
};

/* What the label of a part says beyond its serial number, by a word in the part's name. */
static const struct family {
    const char *word;
    const char *firmware; /* name of what runs on it; NULL: nothing */
    enum identifier_kind identifier;
} FAMILIES[] = {
    {"GPU", "vbios", IDENTIFIER_UUID},
    {"NIC", "nic-firmware", IDENTIFIER_GUID},
    {"DPU", "dpu-firmware", IDENTIFIER_GUID},
    {"BMC", "bmc", IDENTIFIER_MAC},
    {"Switch tray", "switch-os", IDENTIFIER_GUID},
    {"Management switch", "switch-os", IDENTIFIER_MAC},
    {"drive", "drive-firmware", IDENTIFIER_ABSENT},
    {"shelf", "shelf-controller", IDENTIFIER_MAC},
    {"supply", "psu-firmware", IDENTIFIER_ABSENT},
    {"cartridge", "eeprom", IDENTIFIER_ABSENT},
    {"module", "module-eeprom", IDENTIFIER_UUID},
    {"frame", NULL, IDENTIFIER_ASSET_TAG},
};

const char *supply_serial(uint64_t thrown, struct arena *arena)
{
    static const char DIGITS[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford's: no I, L, O, U */
    char text[14];
    for (int i = 0; i < 13; i++)
        text[i] = DIGITS[thrown >> (i * 5) & 31];
    text[13] = '\0';
    return TEXT(arena, "%s", text);
}

/* The serial number that a position asks for: of the first form, where it asks for one. */
static const char *serial_of(const char *pattern, uint64_t thrown, struct arena *arena)
{
    if (!pattern)
        return supply_serial(thrown, arena);
    char *text = need_memory(arena_copy(arena, pattern, strcspn(pattern, "|")));
    for (char *place = text; *place; place++) {
        uint64_t number = dice_throw(thrown, place, NULL); /* another for each place, of all that was thrown */
        switch (*place) {
        case '#':
        case '*':
            *place = (char)('0' + number % 10);
            break;
        case '@':
            *place = (char)('A' + number % 26);
            break;
        case '?':
            *place = "0123456789abcdef"[number % 16];
            break;
        }
    }
    return text;
}

/* A part is bought from a few suppliers, not from everybody. */
static const struct maker *supply_maker(const char *part_number, uint64_t thrown)
{
    char choice[] = {(char)('a' + dice_index(thrown, SOURCES_A_PART)), '\0'};
    return &MAKERS[dice_index(dice_throw(0, part_number, choice, NULL), MAKER_COUNT)];
}

static const char *identifier_text(enum identifier_kind kind, uint64_t high, uint64_t low, struct arena *arena)
{
    switch (kind) {
    case IDENTIFIER_UUID:
        return TEXT(arena, "%08x-%04x-4%03x-a%03x-%012llx", (unsigned)(high >> 32), (unsigned)(high >> 16 & 0xffff),
                    (unsigned)(high & 0xfff), (unsigned)(low >> 52), (unsigned long long)(low & 0xffffffffffff));
    case IDENTIFIER_MAC: /* 02: locally administered */
        return TEXT(arena, "02:%02x:%02x:%02x:%02x:%02x", (unsigned)(low & 0xff), (unsigned)(low >> 8 & 0xff),
                    (unsigned)(low >> 16 & 0xff), (unsigned)(low >> 24 & 0xff), (unsigned)(low >> 32 & 0xff));
    case IDENTIFIER_GUID:
        return TEXT(arena, "%016llx", (unsigned long long)low);
    case IDENTIFIER_ASSET_TAG:
        return TEXT(arena, "AT-%06llu", (unsigned long long)(low % 1000000));
    case IDENTIFIER_ABSENT:
        break;
    }
    return NULL;
}

static void add_family(const char *name, uint64_t high, uint64_t low, struct arena *arena,
                       struct component_installed *ret)
{
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        const struct family *family = &FAMILIES[i];
        if (!name || !strcasestr(name, family->word))
            continue;
        if (family->firmware) {
            ret->firmware.items = NEW(arena, struct firmware);
            ret->firmware.items[0] = (struct firmware){family->firmware, "4.2.1"};
            ret->firmware.count = 1;
        }
        if (family->identifier) {
            ret->identifiers.items = NEW(arena, struct identifier);
            ret->identifiers.items[0] =
                (struct identifier){family->identifier, identifier_text(family->identifier, high, low, arena)};
            ret->identifiers.count = 1;
        }
        return;
    }
}

static void choose_part(const struct bom_line *line, uint64_t thrown, struct component_installed *ret)
{
    ret->part_number = line->part_number;
    ret->revision = line->revision ? line->revision : "A";
    size_t choice = dice_index(thrown, 8); /* three parts of four are the one that is named */
    if (choice >= 6 && line->alternates.count) {
        const struct alternate *alternate = &line->alternates.items[choice % line->alternates.count];
        ret->part_number = alternate->part_number;
        ret->revision = alternate->revision ? alternate->revision : "A";
    }
}

void supply_component(uint64_t seed, const struct position *position, const char *unit, int nth, struct arena *arena,
                      struct component_installed *ret)
{
    const char *count = TEXT(arena, "%d", nth);
    uint64_t high = dice_throw(seed, "origin", unit, position->name, count, NULL);
    uint64_t low = dice_throw(seed, "serial", unit, position->name, count, NULL);
    choose_part(position->line, high >> 8, ret);
    const struct maker *maker = supply_maker(ret->part_number, high >> 16);
    ret->supplier = maker->supplier;
    ret->country = maker->country;
    ret->origin_site = maker->site;
    if (position->line->tracking == TRACKING_SERIAL) {
        ret->serial = serial_of(position->line->serial_pattern, low, arena);
        add_family(position->line->name, high, low, arena, ret);
    } else if (position->line->tracking == TRACKING_LOT) {
        char choice[] = {(char)('a' + low % LOTS_A_SOURCE), '\0'};
        ret->lot = TEXT(arena, "L%.2s-%03u", maker->country,
                        (unsigned)(dice_throw(seed, "lot", ret->part_number, maker->supplier, choice, NULL) % 1000));
    }
}

/* The settings file, as an administrator writes it. */
#include "fuzz.h"

#include "racklined/settings.h"
#include "racklined/settings_table.h"

#include <sys/mman.h>
#include <unistd.h>

/* A file is what the settings are read from; this one is in memory, and the same for every run. */
static int file_with(const uint8_t *bytes, size_t size)
{
    static int file = -1;
    if (file < 0)
        file = memfd_create("settings", MFD_CLOEXEC);
    CLAIM(file >= 0 && !ftruncate(file, 0) && pwrite(file, bytes, size, 0) == (ssize_t)size, "no file");
    return file;
}

static void claim_settings(const struct settings *settings)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct field *field = &SETTINGS[i].field;
        if (field->kind == KIND_INTEGER) {
            double value = (double)*(const int64_t *)field_of(field, settings);
            CLAIM(value >= field->min && value <= field->max, "%s is %f", field->name, value);
        } else if (field->kind == KIND_NUMBER) {
            double value = *(const double *)field_of(field, settings);
            CLAIM(value >= field->min && value <= field->max, "%s is %f", field->name, value);
        } else if (field->kind == KIND_TEXT && field->names) {
            CLAIM(name_value(field->names, *(const char *const *)field_of(field, settings)), "%s", field->name);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    struct reasons reasons = {.arena = arena};
    struct settings settings;
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file_with(bytes, size));
    char option[] = "--config";
    char *line[] = {option, path};
    enum fault fault = settings_read(2, line, &settings, &reasons);
    if (fault)
        claim_told(fault, &reasons);
    else
        claim_settings(&settings);
    return 0;
}

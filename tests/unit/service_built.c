#include "service_built.h"

void built_step(struct line *line, const char *station, const char *type, const char *serial, const char *operation)
{
    line_does(line, station, type, STEP, serial, operation);
}

void built_tray(struct line *line, const char *rack, const char *position, const char *tray)
{
    line_does(line, "BENCH-1", "component.installed",
              STEP ", 'position': '%s', 'part_number': 'T-1', 'serial': '%s', 'revision': 'A'", rack, "030", position,
              tray);
}

void built_open(struct built *built)
{
    built_open_of(built, SITE_TRAINING);
}

void built_open_of(struct built *built, enum site_kind kind)
{
    struct line *line = &built->line;
    line_open_of(line, kind);
    line_order(line, "TRAYS", "T-1", 4, 5);
    line_order(line, "RACKS", "R-1", 2, 3);
    for (size_t i = 0; i < 4; i++) {
        built->trays[i] = line_serial(line, "TRAYS", i);
        if (i < 3)
            line_build_tray(line, built->trays[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        built->racks[i] = line_serial(line, "RACKS", i);
        line_begin_rack(line, built->racks[i], i ? "PSU-B" : "PSU-A");
    }
    built_step(line, "BENCH-1", "operation.started", built->racks[0], "030");
    built_tray(line, built->racks[0], "tray-1", built->trays[0]);
    built_tray(line, built->racks[0], "tray-2", built->trays[1]);
    built_step(line, "BENCH-1", "operation.completed", built->racks[0], "030");
}

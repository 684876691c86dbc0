/* A line that has built something: what tests of its records begin with. */
#ifndef RACKLINE_TEST_SERVICE_BUILT_H
#define RACKLINE_TEST_SERVICE_BUILT_H

#include "service_line.h"

/* Three finished trays of four, and two racks whose power is in; the first rack has the first two trays. */
struct built {
    struct line line;
    const char *racks[2], *trays[4];
};
void built_open(struct built *built);
void built_open_of(struct built *built, enum site_kind kind);

/* Posts that must be accepted: one that says no more than which operation, by ann; and a tray put in. */
#define STEP "'unit': '%s', 'operation': '%s', 'operator': 'ann'"
void built_step(struct line *line, const char *station, const char *type, const char *serial, const char *operation);
void built_tray(struct line *line, const char *rack, const char *position, const char *tray);

#endif

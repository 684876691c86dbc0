/* What the test line has from the beginning: its products, stations, operators and tools, as planners send them. */
#ifndef RACKLINE_TEST_SERVICE_LINE_PLANT_H
#define RACKLINE_TEST_SERVICE_LINE_PLANT_H

#include "service/request.h"

struct plant_row {
    command_function *command;
    const char *name;
    const char *revision; /* of a product */
    const struct record *record;
    const char *body;
};
extern const struct plant_row LINE_PLANT[];
extern const size_t LINE_PLANT_COUNT;

#endif

/* Answers on a person's screen: tables, things with their parts, colours where there is a terminal. */
#ifndef RACKLINE_SCREEN_H
#define RACKLINE_SCREEN_H

#include "base/buffer.h"
#include "base/json_value.h"

/* How wide and how coloured the standard output is. */
struct screen {
    size_t width; /* columns; 0: no end to them, and nothing is cut */
    bool colours;
};
struct screen screen_of_output(void);

/* Appends an object: its plain members, a line each, then its parts as tables under their names. */
void screen_thing(struct buffer *buffer, const struct screen *screen, const struct json *thing);

#endif

/* Serial numbers of units built here. */
#ifndef RACKLINE_SERIAL_H
#define RACKLINE_SERIAL_H

#include "base/arena.h"
#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

/* Whether a format is well formed: {site} {yyyy} {yy} {ww} in any number, exactly one {seq:DIGITS} of 3 to 9 digits,
 * no other braces, and outside them letters, digits, '-', '_' and '.' alone. On false *ret_why is a constant sentence. */
bool serial_format_valid(const char *format, const char **ret_why);

/* The serial number for a sequence number (from 1) when the plant's clocks show a time, counted as if it were UTC: year
 * and week are those of ISO 8601. NULL when the sequence does not fit its digits, the format is not valid or memory is
 * out. */
char *serial_make(const char *format, const char *site, int64_t clock_us, int64_t sequence, struct arena *arena);

/* The largest sequence number that fits the format. */
int64_t serial_sequence_max(const char *format);

/* The sequence number in a serial number, where it lies between the first and the last one that a format makes at a
 * time and says what they say, in whichever capitals; 0 where it does not. */
int64_t serial_sequence(const char *first, const char *last, const char *serial);

/* Whether a text that a scan gave is no identity at all: empty, blank, NA, N/A, none, all zeros, NO DIMM,
 * To Be Filled By O.E.M., 0123456789, 1234567890 and their like, in any case. */
bool identity_is_placeholder(const char *text);

/* Whether a text that a scan gave is an identity in one spelling alone: printable ASCII, no blank at either end, none
 * doubled. */
bool identity_is_clean(const char *text);

#endif

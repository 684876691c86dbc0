/* The form that serial numbers of a bought part have: what a worker scans by mistake beside it has another. */
#ifndef RACKLINE_SERIAL_PATTERN_H
#define RACKLINE_SERIAL_PATTERN_H

#include <stdbool.h>

/* Whether a pattern is well formed: one form, or several with | between them, of printable ASCII without a blank at
 * either end. In a form # stands for a digit, @ for a letter, ? for either and, at most once, * for any characters or
 * none; the rest stands as it is. On false *ret_why is a constant sentence. */
bool serial_pattern_valid(const char *pattern, const char **ret_why);

/* Whether a serial number has one of the forms of a well-formed pattern. Capitals and small letters differ. */
bool serial_pattern_matches(const char *pattern, const char *serial);

#endif

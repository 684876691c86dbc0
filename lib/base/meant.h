/* What a member has the form of and nobody can mean: a text of blanks alone, two lines of what is one, a character in
 * it that nobody sees, a time of another century.
 *
 * It is asked of what comes in, and not of what the journal has taken. */
#ifndef RACKLINE_MEANT_H
#define RACKLINE_MEANT_H

#include "base/fault.h"
#include "base/reason.h"
#include "base/record.h"

/* Adds a reason for each text in a decoded row, at any depth, that is of blanks alone (an empty one is its range's to
 * refuse), or of several lines where its field has none, or has a character then that nobody sees, or, however many its
 * lines, one that turns the direction of writing; and for each time before the year 2000 or, unless `any_later`, after
 * 2100: a training site's time runs ahead of the world's. `pointer` leads to the row. FAULT_INVALID when a reason was
 * added. */
enum fault refuse_unmeant(const struct record *record, const void *row, const char *pointer, bool any_later,
                          struct reasons *reasons);

#endif

/* Numbers as text. */
#ifndef RACKLINE_NUMBER_H
#define RACKLINE_NUMBER_H

enum { NUMBER_TEXT_SIZE = 32 }; /* with the NUL at the end */

/* Writes a finite number with the fewest digits that read back as the same, a whole one without an exponent as far as
 * doubles tell whole numbers apart. Returns the text. */
const char *number_format(double number, char text[NUMBER_TEXT_SIZE]);

#endif

/* What reading a request tells, in Japanese, and what each kind of failure is called. */
#ifndef RACKLINE_BASE_JAPANESE_H
#define RACKLINE_BASE_JAPANESE_H

#include "base/language.h"

extern const struct sayings JAPANESE_BODY;
extern const struct sayings JAPANESE_TITLES;

#endif

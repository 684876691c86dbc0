/* What views and commands tell, in Japanese. */
#ifndef RACKLINE_SERVICE_JAPANESE_H
#define RACKLINE_SERVICE_JAPANESE_H

#include "base/language.h"

extern const struct sayings JAPANESE_SERVICE;

#endif

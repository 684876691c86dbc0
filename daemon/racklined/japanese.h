/* What is told of a request before it is carried out, in Japanese. */
#ifndef RACKLINED_JAPANESE_H
#define RACKLINED_JAPANESE_H

#include "base/language.h"

extern const struct sayings JAPANESE_REQUEST;

#endif

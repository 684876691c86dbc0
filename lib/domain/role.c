#include "domain/role.h"

static const char *const ROLE_WORDS[] = {NULL, "viewer", "station", "operator", "quality", "planner", "admin"};
const struct names ROLE_NAMES = {ROLE_WORDS, sizeof ROLE_WORDS / sizeof *ROLE_WORDS};

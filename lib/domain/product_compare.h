/* Inside product_compare: what of a position, of an operation may differ. Nothing outside lib/domain/product_change*.c
 * includes this. */
#ifndef RACKLINE_PRODUCT_COMPARE_H
#define RACKLINE_PRODUCT_COMPARE_H

#include "domain/product_changes.h"

/* The two revisions. */
struct sides {
    const struct product *before, *after;
    bool same_positions; /* both have positions of the same names */
};

/* When what fills a position, or would, is to be put there anew. */
enum renewal { RENEWS_NEVER, RENEWS_UNRECORDED, RENEWS_ALWAYS };

/* One row a member of the product document, by the name that it has there. */
struct position_member {
    const char *name;
    bool (*differs)(const struct sides *sides, const struct position *before, const struct position *after);
    enum renewal renewal;
};
struct operation_member {
    const char *name;
    bool (*differs)(const struct sides *sides, const struct operation *before, const struct operation *after);
    bool proves;  /* it is of what the operation shows when it has passed */
    bool depends; /* it is of what that depends on */
};
enum { POSITION_MEMBERS = 11, OPERATION_MEMBERS = 18 };
extern const struct position_member POSITION_MEMBER_ROWS[POSITION_MEMBERS];
extern const struct operation_member OPERATION_MEMBER_ROWS[OPERATION_MEMBERS];

#endif

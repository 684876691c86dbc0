/* What an engineering change would come to: the shape of its preview. */
#ifndef RACKLINE_VIEWS_REVISION_H
#define RACKLINE_VIEWS_REVISION_H

#include "domain/revision.h"
#include "service/request.h"

/* A position of a unit that differs between its revision and the one it would be moved to, or whose part does not fit
 * any more. */
struct position_preview {
    const char *position;
    int change;                    /* enum change_kind; absent: the position itself is the same */
    LIST_OF(const char *) members; /* of its definition that differ */
    const char *part_number;       /* of what is in it; absent: nothing */
    const char *serial;
    const char *lot;
    bool unapproved; /* that would not be approved any more */
};
/* An operation that differs, or whose evidence would fall. */
struct operation_preview {
    const char *operation;
    const char *name;
    int change;
    LIST_OF(const char *) members;
    int state;           /* how it stands now; absent: it is added */
    bool falls;          /* its evidence would: it was passed or waived, and would have to run again */
    int cause;           /* enum fall_cause */
    const char *because; /* position or operation that would make it fall */
};
struct unit_preview {
    const char *serial;
    const char *revision;           /* it has now */
    int state;                      /* it is in now */
    LIST_OF(struct reason) reasons; /* why it may not be moved; none: it may */
    LIST_OF(struct position_preview) positions;
    LIST_OF(struct operation_preview) operations;
    bool reopened;                 /* it is completed, and would be in work again */
    bool completed;                /* nothing would be left to be done on it */
    double remaining_standard_min; /* that would be left, along the longest path */
};
struct revision_preview {
    const char *order;
    const char *part_number;
    const char *revision;  /* that the units would be moved to */
    struct digest outcome; /* to be given back, so that nothing else is applied; absent: it would be refused */
    LIST_OF(struct unit_preview) units;
};
extern const struct record REVISION_PREVIEW_RECORD;

view_function view_revision_preview;

#endif

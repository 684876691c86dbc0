/* Parts that were described anew, as they are answered. */
#ifndef RACKLINE_VIEWS_DESCRIPTION_H
#define RACKLINE_VIEWS_DESCRIPTION_H

#include "domain/description.h"
#include "service/request.h"

struct description_list_query {
    const char *cursor;
    int64_t limit;
    int state; /* enum description_state */
};
extern const struct record DESCRIPTION_LIST_QUERY_RECORD;

struct description_view {
    int64_t description; /* its journal position */
    int state;           /* enum description_state */
    const char *part_number;
    const char *component_serial;
    const char *serial; /* of the unit that the part is in, or was last */
    const char *unit_part_number;
    const char *position;
    const struct provenance *was; /* on record of what is described; NULL: nothing */
    const struct provenance *is;
    const char *reason;
    const char *described_by;
    int64_t described;
    const char *decided_by; /* who countersigned or rejected it */
    const char *decision;   /* why */
    int64_t decided;
    int64_t decided_at; /* journal position of that */
    bool unapproved;    /* its position does not take the part so */
};
extern const struct record DESCRIPTION_VIEW_RECORD;

view_function view_descriptions;

#endif

/* What is to be taken out, for the statements that begin with it. */
#ifndef RACKLINE_LEAVING_ROWS_H
#define RACKLINE_LEAVING_ROWS_H

#include "domain/event.h"
#include "domain/state.h"
#include "store/columns.h"

_Static_assert(NONCONFORMANCE_DISPOSED == 2 && DISPOSITION_REPAIR == 3 && DISPOSITION_RETURN == 5,
               "LEAVING_ROWS names them");

#define LEAVING_UP_FROM(unit)                                                                                          \
    " JOIN installation i ON i.unit_id = " unit ".installed_in AND i.removed IS NULL"                                  \
    " AND i.child_unit_id = " unit ".unit_id"

/* WITH RECURSIVE: struct leaving as rows. From the few faults that are not closed, and the few parts that are not
 * approved, outwards. */
#define LEAVING_ROWS                                                                                                   \
    "leaving (nonconformance_id, unapproved_by, unit_id, position, path) AS ("                                         \
    "SELECT n.nonconformance_id, NULL, i.unit_id, i.position, NULL FROM nonconformance n"                              \
    " JOIN installation i ON i.installation_id = n.installation_id"                                                    \
    " WHERE n.state IN (1, 2) AND n.state = 2 AND n.disposition IN (3, 4, 5) AND n.position IS NOT NULL"               \
    " AND i.removed IS NULL"                                                                                           \
    " UNION ALL SELECT n.nonconformance_id, NULL, i.unit_id, i.position, NULL FROM nonconformance n"                   \
    " JOIN unit u ON u.unit_id = n.unit_id" LEAVING_UP_FROM("u")                                                       \
    " WHERE n.state IN (1, 2) AND " CONDEMNS("n")                                                                      \
    " UNION ALL SELECT NULL, n.unapproved_by, n.unit_id, n.position, NULL FROM installation n"                         \
    " WHERE n.unapproved_by IS NOT NULL AND n.removed IS NULL"                                                         \
    " UNION ALL SELECT leaving.nonconformance_id, leaving.unapproved_by, i.unit_id, i.position,"                       \
    " i.position || '/' || coalesce(leaving.path, leaving.position) FROM leaving"                                      \
    " JOIN unit u ON u.unit_id = leaving.unit_id" LEAVING_UP_FROM("u") ")"

#endif

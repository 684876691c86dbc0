/* What is to be taken out, for the statements that begin with it. */
#ifndef RACKLINE_LEAVING_ROWS_H
#define RACKLINE_LEAVING_ROWS_H

#include "domain/event.h"
#include "domain/state.h"
#include "store/columns.h"

_Static_assert(NONCONFORMANCE_DISPOSED == 2 && DISPOSITION_REPAIR == 3 && DISPOSITION_RETURN == 5 && RUN_PASSED == 3,
               "LEAVING_ROWS names them");

#define LEAVING_UP_FROM(unit)                                                                                          \
    " JOIN installation i ON i.unit_id = " unit ".installed_in AND i.removed IS NULL"                                  \
    " AND i.child_unit_id = " unit ".unit_id"

/* Whether what is in an installation goes by a fault that is decided so, and was found on what was in another of the
 * same position; as is_replaced of domain/nonconformance.c judges one. The very part put back is no other: but a unit
 * built here that was worked on anew before it was put back is mended, and what came back from its supplier since was
 * returned, or repaired there. */
#define GOES_BY(n, was, i)                                                                                             \
    n ".state = 2 AND " n ".disposition IN (3, 4, 5) AND " n ".position IS NOT NULL AND " i ".removed IS NULL"         \
    " AND (" i ".installation_id = " was ".installation_id OR (" i ".part_number = " was ".part_number"                \
    " AND " i ".serial = " was ".serial"                                                                               \
    " AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.part_number = " i ".part_number AND r.serial = " i ".serial"     \
    " AND r.voided_by IS NULL AND r.receipt_id > " n ".disposed_at)"                                                   \
    " AND (" n ".disposition <> 3 OR NOT EXISTS (SELECT 1 FROM run r WHERE r.unit_id = " i ".child_unit_id"            \
    " AND r.state = 3 AND r.run_id > " n ".nonconformance_id AND r.ended_by < " i ".installation_id))))"

/* WITH RECURSIVE: struct leaving as rows. From the few faults that are not closed, and the few parts that are not
 * approved, outwards. */
#define LEAVING_ROWS                                                                                                   \
    "leaving (nonconformance_id, unapproved_by, unit_id, position, path) AS ("                                         \
    "SELECT n.nonconformance_id, NULL, i.unit_id, i.position, NULL FROM nonconformance n"                              \
    " JOIN installation was ON was.installation_id = n.installation_id"                                                \
    " JOIN installation i ON i.unit_id = was.unit_id AND i.position = was.position AND i.removed IS NULL"              \
    " WHERE n.state IN (1, 2) AND " GOES_BY("n", "was", "i")                                                           \
    " UNION ALL SELECT n.nonconformance_id, NULL, i.unit_id, i.position, NULL FROM nonconformance n"                   \
    " JOIN unit u ON u.unit_id = n.unit_id" LEAVING_UP_FROM("u")                                                       \
    " WHERE n.state IN (1, 2) AND " CONDEMNS("n")                                                                      \
    " UNION ALL SELECT NULL, n.unapproved_by, n.unit_id, n.position, NULL FROM installation n"                         \
    " WHERE n.unapproved_by IS NOT NULL AND n.removed IS NULL"                                                         \
    " UNION ALL SELECT leaving.nonconformance_id, leaving.unapproved_by, i.unit_id, i.position,"                       \
    " i.position || '/' || coalesce(leaving.path, leaving.position) FROM leaving"                                      \
    " JOIN unit u ON u.unit_id = leaving.unit_id" LEAVING_UP_FROM("u") ")"

#endif

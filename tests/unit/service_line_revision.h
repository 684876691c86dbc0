/* Later revisions of what the test line builds, for units to be moved to. */
#ifndef RACKLINE_TEST_SERVICE_LINE_REVISION_H
#define RACKLINE_TEST_SERVICE_LINE_REVISION_H

#include "service_line.h"

/* Releases
 * - T-1 B: its test is another operation, 025; T-1 C: it has none;
 * - R-1 B: 020 asks for another torque, and takes the alternate power supply only; a guard goes in by 035, which comes
 *   between 030 and 040. */
void line_release_later(struct line *line);

#endif

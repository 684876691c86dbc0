/* What can be wrong with a product definition as a whole: the reason codes of product_compile. Clients compare them,
 * so a code never changes its meaning. */
#ifndef RACKLINE_PRODUCT_FAULTS_H
#define RACKLINE_PRODUCT_FAULTS_H

/* The product. */
#define REASON_SERIAL_FORMAT "malformed-serial-format"
#define REASON_PLACEHOLDER_PART "placeholder-part-number" /* of the product, a line or an alternate */

/* The bill of materials. */
#define REASON_MALFORMED_RANGE "malformed-range"
#define REASON_TOO_MANY_POSITIONS "too-many-positions"
#define REASON_DUPLICATE_POSITION "duplicate-position"
#define REASON_POSITION_NOT_FILLED "position-not-filled" /* its line names no operation */
#define REASON_UNKNOWN_OPERATION "unknown-operation"     /* in a line or among predecessors */
#define REASON_ALTERNATE_IS_MAIN "alternate-is-main-part"
#define REASON_DUPLICATE_ALTERNATE "duplicate-alternate"
#define REASON_UNTRACKED_MAKE "untracked-make" /* a part that is built here has a serial number */
#define REASON_SERIAL_QUANTITY "serial-quantity" /* several pieces under one serial number */
#define REASON_SERIAL_PATTERN "malformed-serial-pattern"
#define REASON_PATTERN_UNTRACKED "serial-pattern-untracked" /* where no serial number is recorded */
#define REASON_PATTERN_OF_MAKE "serial-pattern-of-make"     /* its own serial-number format says it */
#define REASON_PART_OF_ITSELF "part-of-itself"
#define REASON_U_WITHOUT_RACK "u-position-without-rack-units"
#define REASON_HEIGHT_WITHOUT_U "u-height-without-u-position"
#define REASON_U_OUTSIDE "rack-units-outside"
#define REASON_U_OVERLAP "rack-units-overlap"

/* The routing. */
#define REASON_EMPTY_ROUTING "empty-routing"
#define REASON_DUPLICATE_OPERATION "duplicate-operation"
#define REASON_DUPLICATE_PREDECESSOR "duplicate-predecessor"
#define REASON_CYCLE "operation-precedes-itself"
#define REASON_SEVERAL_SHIPPING "several-shipping-operations"
#define REASON_SHIPPING_NOT_LAST "shipping-not-last" /* something does not come before it */

/* One operation. */
#define REASON_MINUTES_REVERSED "minutes-reversed" /* minimum above standard */
#define REASON_BURN_IN_MISSING "burn-in-missing"
#define REASON_BURN_IN_UNEXPECTED "burn-in-unexpected"
#define REASON_BURN_IN_HOURS "burn-in-hours" /* not above zero */
#define REASON_DUPLICATE_CHARACTERISTIC "duplicate-characteristic"
#define REASON_NO_LIMITS "no-limits"
#define REASON_LIMITS_REVERSED "limits-reversed"
#define REASON_DUPLICATE_CHECK "duplicate-check"
#define REASON_DUPLICATE_ANSWER "duplicate-answer"
#define REASON_ANSWER_NOT_OFFERED "answer-not-offered" /* accepted, and cannot be given */
#define REASON_DEFECT_LIMIT "defect-limit-of-nothing" /* neither a defect nor a family, or both */
#define REASON_DUPLICATE_DEFECT_LIMIT "duplicate-defect-limit"
#define REASON_PATTERN_MATCHES_NOTHING "pattern-matches-nothing"
#define REASON_FILLED_LATER "position-filled-later" /* what is measured or checked there may not be there yet */

#endif

/* Whether a head is all that the wire gave.
 *
 * The HTTP library (libmicrohttpd 0.9.75) reads a head into one piece of memory, cuts it there, and tells of C strings.
 * What stands behind a NUL is lost to whoever reads the strings: of "GET /a\0/b" they say "/a", of "X: 1\02" they say
 * "1", and a line ": 5" even ends the head, so that its other headers become the next request. It tells so much about
 * its memory, though, that every byte can be accounted for (connection.c there):
 *
 *   - the target is told where it stands (parse_initial_message_line calls back before it decodes anything), and
 * method, version, names and values point to where they stood; only a line that is continued on the next is copied
 * elsewhere (process_broken_line);
 *   - the space before the target, the one before the version and each colon become one NUL; the end of a line becomes
 *     two where it was CR LF and one where it was LF alone (get_next_header_line); spaces after a colon stay;
 *   - MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE counts from the method's first byte to the empty line's last, and all of
 *     that memory stays until the request is over.
 *
 * So what is told must stand seam to seam. Two things cannot be seen, for they leave the same bytes as CR LF: a NUL
 * right before a bare LF, and a colon right before one where the empty line is due. And a line that begins with a NUL
 * is passed over where a request is due, as an empty one is. */
#ifndef RACKLINE_HEAD_LINES_H
#define RACKLINE_HEAD_LINES_H

#include "racklined/head.h"

/* Where the head stands in the connection's memory; the method stands first. */
struct head_place {
    const char *target; /* where it began; what stands there now may be decoded */
    size_t size;        /* bytes of the whole head, with its empty line */
};

/* FAULT_MALFORMED with a reason that names the line, from 1, when a byte of the head was not told, or not on a line of
 * its own that ends with CR LF. */
enum fault head_lines_check(const struct head *head, const struct head_place *place, struct reasons *reasons);

#endif

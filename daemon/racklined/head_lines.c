#include "racklined/head_lines.h"

#include <string.h>

/* What is left of a head to account for. */
struct rest {
    const char *at, *end;
};

/* Passes a text that must stand here. */
static bool pass_text(struct rest *rest, const char *place, size_t size)
{
    if (rest->at != place || (size_t)(rest->end - rest->at) < size)
        return false;
    rest->at += size;
    return true;
}

/* Passes so many NULs that a separator or a line's end became. */
static bool pass_cut(struct rest *rest, size_t count)
{
    for (; count; count--)
        if (rest->at == rest->end || *rest->at++)
            return false;
    return true;
}

static void pass_blanks(struct rest *rest)
{
    while (rest->at < rest->end && (*rest->at == ' ' || *rest->at == '\t'))
        rest->at++;
}

static bool pass_request_line(struct rest *rest, const struct head *head, const struct head_place *place)
{
    return pass_text(rest, head->method, strlen(head->method)) && pass_cut(rest, 1) &&
           pass_text(rest, place->target, strlen(head->target)) && pass_cut(rest, 1) &&
           pass_text(rest, head->version, strlen(head->version)) && pass_cut(rest, 2);
}

static bool pass_header(struct rest *rest, const struct header *header)
{
    if (!pass_text(rest, header->name, header->name_size) || !pass_cut(rest, 1))
        return false;
    pass_blanks(rest);
    return pass_text(rest, header->value, header->value_size) && pass_cut(rest, 2);
}

enum fault head_lines_check(const struct head *head, const struct head_place *place, struct reasons *reasons)
{
    struct rest rest = {head->method, head->method + place->size};
    bool whole = pass_request_line(&rest, head, place);
    size_t line = 1;
    for (; whole && line <= head->count; line++)
        whole = pass_header(&rest, &head->headers[line - 1]);
    if (whole && pass_cut(&rest, 2) && rest.at == rest.end)
        return NOTHING_WRONG;
    reason_add(reasons, "head-cut", NULL,
               "Line %zu of the head holds a NUL, has no name, is continued on the next, or does not end with CR LF.",
               line + whole);
    return FAULT_MALFORMED;
}

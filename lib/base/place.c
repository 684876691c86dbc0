#include "base/place.h"

#include "base/buffer.h"

#include <stdarg.h>

/* RFC 6901, section 3: "~" is written "~0" and "/" is written "~1". */
static void add_escaped(struct buffer *buffer, const char *name)
{
    for (; *name; name++) {
        if (*name == '~')
            buffer_text(buffer, "~0");
        else if (*name == '/')
            buffer_text(buffer, "~1");
        else
            buffer_char(buffer, *name);
    }
}

static void add_pointer(struct buffer *buffer, const struct place *place)
{
    if (!place->above) {
        buffer_text(buffer, place->name);
        return;
    }
    add_pointer(buffer, place->above);
    buffer_char(buffer, '/');
    if (place->name)
        add_escaped(buffer, place->name);
    else
        buffer_integer(buffer, (int64_t)place->index);
}

static bool has_pointer(const struct place *place)
{
    while (place->above)
        place = place->above;
    return place->name;
}

void place_reason(const struct place *place, struct reasons *reasons, const char *code, const char *format, ...)
{
    BUFFER_OWNED struct buffer pointer = {0};
    bool kept = reasons->count < REASONS_KEPT; /* a document may have a million faults: the rest are only counted */
    if (kept && has_pointer(place))
        add_pointer(&pointer, place);
    va_list args;
    va_start(args, format);
    reason_vadd(reasons, code, kept && has_pointer(place) ? buffer_view(&pointer) : NULL, format, args);
    va_end(args);
}

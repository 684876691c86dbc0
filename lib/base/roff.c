#include "base/roff.h"

void buffer_roff(struct buffer *buffer, const char *text)
{
    if (*text == '.' || *text == '\'')
        buffer_text(buffer, "\\&");
    for (; *text; text++)
        if (*text == '\\')
            buffer_text(buffer, "\\e");
        else if (*text == '-')
            buffer_text(buffer, "\\-");
        else
            buffer_char(buffer, *text);
}

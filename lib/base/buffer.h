/* Bytes that grow at their end: what answers and journal entries are written into.
 *
 * A buffer that ran out of memory stays `failed` and takes nothing more, so that a writer checks once, at the end. */
#ifndef RACKLINE_BUFFER_H
#define RACKLINE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    char *bytes; /* owned; not NUL-terminated */
    size_t size;
    size_t capacity;
    bool failed;
};

/* Frees the bytes and leaves the buffer empty and usable. */
void buffer_free(struct buffer *buffer);

/* Makes room for `more` bytes and returns where they go, without growing `size`; NULL when memory is out. */
char *buffer_room(struct buffer *buffer, size_t more);

void buffer_add(struct buffer *buffer, const char *bytes, size_t size);
void buffer_char(struct buffer *buffer, char character);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_integer(struct buffer *buffer, int64_t value);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A NUL-terminated view of the bytes, which are owned by the buffer and valid until it changes; NULL when failed. */
const char *buffer_view(struct buffer *buffer);

#define BUFFER_OWNED __attribute__((cleanup(buffer_free)))

#endif

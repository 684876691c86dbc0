#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

char *buffer_room(struct buffer *buffer, size_t more)
{
    if (buffer->failed)
        return NULL;
    if (buffer->bytes && buffer->capacity - buffer->size >= more)
        return buffer->bytes + buffer->size;
    size_t needed, capacity = buffer->capacity ? buffer->capacity : 256;
    if (__builtin_add_overflow(buffer->size, more, &needed)) {
        buffer->failed = true;
        return NULL;
    }
    while (capacity < needed)
        capacity = capacity > needed / 2 ? capacity * 2 : needed;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes) {
        buffer->failed = true;
        return NULL;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return bytes + buffer->size;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t size)
{
    char *room = buffer_room(buffer, size);
    if (!room || !size)
        return;
    memcpy(room, bytes, size);
    buffer->size += size;
}

void buffer_char(struct buffer *buffer, char character)
{
    buffer_add(buffer, &character, 1);
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_integer(struct buffer *buffer, int64_t value)
{
    char digits[20], *at = digits + sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    buffer_add(buffer, at, (size_t)(digits + sizeof digits - at));
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    char *room = size < 0 ? NULL : buffer_room(buffer, (size_t)size + 1);
    if (room) {
        vsnprintf(room, (size_t)size + 1, format, again);
        buffer->size += (size_t)size;
    }
    va_end(again);
    va_end(args);
}

const char *buffer_view(struct buffer *buffer)
{
    char *end = buffer_room(buffer, 1);
    if (!end)
        return NULL;
    *end = '\0';
    return buffer->bytes;
}

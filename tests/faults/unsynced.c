#include "unsynced.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512 };

struct change {
    struct change *before;
    struct change *after; /* while they are made again */
    char *path;
    enum change_kind { CHANGE_WRITE, CHANGE_TRUNCATE, CHANGE_DELETE } kind;
    int64_t offset;
    size_t size;    /* of what was written */
    char *bytes;    /* of what was written */
    int64_t length; /* of the file, before */
    char *old;      /* what stood from `offset` to the file's end or the write's, before */
    size_t old_size;
};

static struct change *last;

static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static int64_t length_of(int file)
{
    struct stat found;
    return fstat(file, &found) ? 0 : found.st_size;
}

static void note(const char *path, enum change_kind kind, int64_t offset, const void *bytes, size_t size)
{
    struct change *change = must(calloc(1, sizeof *change));
    *change = (struct change){.before = last, .path = must(strdup(path)), .kind = kind, .offset = offset, .size = size};
    if (size)
        change->bytes = memcpy(must(malloc(size)), bytes, size);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        change->length = length_of(file);
        int64_t end =
            kind == CHANGE_WRITE && offset + (int64_t)size < change->length ? offset + (int64_t)size : change->length;
        if (end > offset) {
            change->old_size = (size_t)(end - offset);
            change->old = must(malloc(change->old_size));
            if (pread(file, change->old, change->old_size, offset) != (ssize_t)change->old_size)
                abort();
        }
        close(file);
    }
    last = change;
}

void unsynced_write(const char *path, int64_t offset, const void *bytes, size_t size)
{
    note(path, CHANGE_WRITE, offset, bytes, size);
}

void unsynced_truncate(const char *path, int64_t size)
{
    note(path, CHANGE_TRUNCATE, size, NULL, 0);
}

void unsynced_delete(const char *path)
{
    note(path, CHANGE_DELETE, 0, NULL, 0);
}

static void change_free(struct change *change)
{
    free(change->path);
    free(change->bytes);
    free(change->old);
    free(change);
}

static bool is_of_file(const struct change *change, const char *path)
{
    return change->kind != CHANGE_DELETE && !strcmp(change->path, path);
}

static bool is_delete(const struct change *change, const char *path)
{
    (void)path;
    return change->kind == CHANGE_DELETE;
}

static bool is_any(const struct change *change, const char *path)
{
    (void)change, (void)path;
    return true;
}

static void forget(bool (*is_meant)(const struct change *change, const char *path), const char *path)
{
    struct change **at = &last;
    while (*at) {
        struct change *change = *at;
        if (!is_meant(change, path)) {
            at = &change->before;
            continue;
        }
        *at = change->before;
        change_free(change);
    }
}

void unsynced_forget(const char *path)
{
    forget(path ? is_of_file : is_any, path);
}

void unsynced_forget_deletes(void)
{
    forget(is_delete, NULL);
}

static int open_again(const struct change *change)
{
    int file = open(change->path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0)
        abort();
    return file;
}

static void undo(const struct change *change)
{
    int file = open_again(change);
    if (change->old_size && pwrite(file, change->old, change->old_size, change->offset) != (ssize_t)change->old_size)
        abort();
    if (ftruncate(file, change->length))
        abort();
    close(file);
}

static void make_again(const struct change *change, size_t size)
{
    if (change->kind == CHANGE_DELETE) {
        unlink(change->path);
        return;
    }
    int file = open_again(change);
    if (change->kind == CHANGE_TRUNCATE ? ftruncate(file, change->offset) != 0
                                        : pwrite(file, change->bytes, size, change->offset) != (ssize_t)size)
        abort();
    close(file);
}

/* The next of a row of numbers without a pattern (splitmix64). */
static uint64_t next_number(uint64_t *state)
{
    uint64_t number = *state += UINT64_C(0x9e3779b97f4a7c15);
    number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
    return number ^ (number >> 31);
}

/* All are undone, the last one first; then those that are kept are made again, the first one first. */
void unsynced_lose(uint64_t seed)
{
    struct change *first = NULL;
    for (struct change *change = last; change; change = change->before) {
        undo(change);
        change->after = first;
        first = change;
    }
    for (struct change *change = first; change; change = change->after) {
        uint64_t number = next_number(&seed);
        if (number % 3 == 1)
            make_again(change, change->size);
        else if (number % 3 == 2 && change->size > SECTOR)
            make_again(change, (size_t)(number >> 8) % (change->size / SECTOR) * SECTOR);
    }
    unsynced_forget(NULL);
}

/* Arenas and buffers. */
#include "base/arena.h"
#include "base/buffer.h"
#include "suite.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* One assertion for many bytes: each one costs a write to the runner. */
static bool holds_only(const unsigned char *bytes, size_t size, unsigned char byte)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != byte)
            return false;
    return true;
}

START_TEST(every_piece_is_zeroed_aligned_and_its_own)
{
    enum { PIECES = 500 };
    ARENA_OWNED struct arena *arena = arena_new(0);
    unsigned char *pieces[PIECES];
    size_t sizes[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        sizes[i] = i * i % 9001; /* small ones, large ones, and none at all */
        pieces[i] = arena_alloc(arena, sizes[i]);
        ck_assert_ptr_nonnull(pieces[i]);
        ck_assert_uint_eq((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        ck_assert(holds_only(pieces[i], sizes[i], 0));
        memset(pieces[i], (int)(i % 255 + 1), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
        ck_assert(holds_only(pieces[i], sizes[i], (unsigned char)(i % 255 + 1)));
}
END_TEST

START_TEST(an_arena_never_gives_more_than_its_limit)
{
    static const size_t LIMITS[] = {1, 100, 5000, 16384, 40000, 200000};
    for (size_t i = 0; i < sizeof LIMITS / sizeof *LIMITS; i++) {
        ARENA_OWNED struct arena *arena = arena_new(LIMITS[i]);
        ck_assert_ptr_null(arena_alloc(arena, LIMITS[i] + 1));
        ck_assert_ptr_null(arena_alloc(arena, SIZE_MAX));
        size_t given = 0;
        while (arena_alloc(arena, 32))
            given += 32;
        ck_assert_uint_le(given, LIMITS[i]);
        ck_assert_uint_gt(given + 32, LIMITS[i]); /* and gives all of it */
    }
}
END_TEST

START_TEST(an_array_too_large_to_count_is_refused)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    ck_assert_ptr_null(arena_array(arena, SIZE_MAX / 2, 3));
    ck_assert_ptr_nonnull(arena_array(arena, 7, 3));
    ck_assert_ptr_nonnull(arena_array(arena, 0, 3));
    ck_assert_ptr_null(arena_longer(arena, "", 1, SIZE_MAX, 1));
}
END_TEST

START_TEST(an_array_grows_by_room_that_is_zero)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    char *none = arena_longer(arena, NULL, 0, 3, 1), *longer = arena_longer(arena, "ab", 2, 3, 1);
    ck_assert_mem_eq(none, "\0\0\0", 3);
    ck_assert_mem_eq(longer, "ab\0\0\0", 5);
}
END_TEST

START_TEST(a_reset_arena_starts_over)
{
    ARENA_OWNED struct arena *arena = arena_new(64 * 1024);
    arena_reset(arena); /* with nothing in it */
    for (int round = 0; round < 100; round++) {
        unsigned char *small = arena_alloc(arena, 1000), *large = arena_alloc(arena, 30000);
        ck_assert_ptr_nonnull(small);
        ck_assert_ptr_nonnull(large);
        ck_assert(holds_only(small, 1000, 0));
        memset(small, 'x', 1000);
        memset(large, 'x', 30000);
        arena_reset(arena);
    }
}
END_TEST

START_TEST(a_large_first_piece_is_not_kept_over_a_reset)
{
    ARENA_OWNED struct arena *arena = arena_new(64 * 1024);
    for (int round = 0; round < 3; round++) { /* the limit has room for one at a time */
        ck_assert_ptr_nonnull(arena_alloc(arena, 40000));
        ck_assert_ptr_null(arena_alloc(arena, 40000));
        arena_reset(arena);
    }
}
END_TEST

START_TEST(texts_are_copied_into_the_arena)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    char source[] = "rack";
    char *copy = arena_text(arena, source), *part = arena_copy(arena, source, 2);
    source[0] = 'b';
    ck_assert_str_eq(copy, "rack");
    ck_assert_str_eq(part, "ra");
    ck_assert_str_eq(arena_printf(arena, "%s-%02d", "compute", 7), "compute-07");
    ck_assert_str_eq(arena_join(arena, "/0", "/id"), "/0/id");
    ck_assert_str_eq(arena_join(arena, "", ""), "");
    ck_assert_ptr_null(arena_text(arena, NULL));
    ck_assert_str_eq(arena_copy(arena, NULL, 0), "");
    arena_free(NULL);
}
END_TEST

START_TEST(a_buffer_keeps_every_byte_in_order)
{
    BUFFER_OWNED struct buffer buffer = {0};
    for (int i = 0; i < 5000; i++) {
        buffer_add(&buffer, "ab\0", 3);
        buffer_char(&buffer, 'c');
        buffer_text(&buffer, "");
    }
    ck_assert_uint_eq(buffer.size, 20000);
    ck_assert_mem_eq(buffer.bytes, "ab\0c", 4);
    ck_assert_mem_eq(buffer.bytes, buffer.bytes + 4, buffer.size - 4); /* the same four over and over */
    buffer_free(&buffer);
    ck_assert_uint_eq(buffer.size, 0);
    buffer_printf(&buffer, "%d racks of %s", 20, "nvl72");
    ck_assert_str_eq(buffer_view(&buffer), "20 racks of nvl72");
}
END_TEST

START_TEST(an_empty_buffer_reads_as_an_empty_text)
{
    BUFFER_OWNED struct buffer buffer = {0};
    buffer_add(&buffer, NULL, 0);
    ck_assert_ptr_nonnull(buffer_room(&buffer, 0));
    ck_assert_str_eq(buffer_view(&buffer), "");
    ck_assert_uint_eq(buffer.size, 0);
}
END_TEST

START_TEST(integers_are_written_whole)
{
    static const struct {
        int64_t value;
        const char *text;
    } CASES[] = {{0, "0"},
                 {7, "7"},
                 {-7, "-7"},
                 {1000, "1000"},
                 {INT64_MAX, "9223372036854775807"},
                 {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        BUFFER_OWNED struct buffer buffer = {0};
        buffer_integer(&buffer, CASES[i].value);
        ck_assert_str_eq(buffer_view(&buffer), CASES[i].text);
    }
}
END_TEST

START_TEST(a_buffer_that_failed_once_takes_nothing_more)
{
    BUFFER_OWNED struct buffer buffer = {0};
    buffer_text(&buffer, "kept");
    ck_assert_ptr_null(buffer_room(&buffer, SIZE_MAX));
    ck_assert(buffer.failed);
    buffer_text(&buffer, "lost");
    buffer_integer(&buffer, 1);
    ck_assert_uint_eq(buffer.size, 4);
    ck_assert_ptr_null(buffer_view(&buffer));
    buffer_free(&buffer);
    buffer_text(&buffer, "again");
    ck_assert_str_eq(buffer_view(&buffer), "again");
}
END_TEST

SUITE(base_memory, every_piece_is_zeroed_aligned_and_its_own, an_arena_never_gives_more_than_its_limit,
      an_array_too_large_to_count_is_refused, a_reset_arena_starts_over, a_large_first_piece_is_not_kept_over_a_reset,
      an_array_grows_by_room_that_is_zero,
      texts_are_copied_into_the_arena, a_buffer_keeps_every_byte_in_order, an_empty_buffer_reads_as_an_empty_text,
      integers_are_written_whole, a_buffer_that_failed_once_takes_nothing_more)

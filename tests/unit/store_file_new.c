/* New files: whole or not there, and never in another's place; and who has a file locked. */
#include "store/file_lock.h"
#include "store/file_new.h"
#include "store_place.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum fault begin_function(const char *path, struct file_new *ret, struct reasons *reasons);
static begin_function *const BEGINS[] = {file_new_begin, file_new_begin_named};

static bool is_there(const struct place_of_test *place, const char *name)
{
    struct stat found;
    return !lstat(place_path(place, name), &found);
}

static void put(const struct place_of_test *place, const char *name, const char *text)
{
    FILE *file = fopen(place_path(place, name), "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static const char *text_of(const struct place_of_test *place, const char *name)
{
    char *text = arena_alloc(place->arena, 100);
    FILE *file = fopen(place_path(place, name), "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(text, 100, file));
    fclose(file);
    return text;
}

START_TEST(a_file_has_its_name_when_it_is_whole)
{
    struct place_of_test place = place_make();
    struct file_new file;
    struct stat status;
    right(BEGINS[_i](place_path(&place, "new"), &file, &place.reasons));
    ck_assert_int_eq(write(file.descriptor, "whole", 5), 5);
    right(file_new_sync(&file, &place.reasons));
    ck_assert(!is_there(&place, "new"));
    ck_assert_int_eq(is_there(&place, "new.part"), file.partial != NULL);
    right(file_new_place(&file, &place.reasons));
    file_new_drop(&file);
    ck_assert_str_eq(text_of(&place, "new"), "whole");
    ck_assert(!is_there(&place, "new.part"));
    ck_assert_int_eq(stat(place_path(&place, "new"), &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0600);
    ck_assert_uint_eq(status.st_nlink, 1);
    place_remove(&place);
}
END_TEST

START_TEST(a_file_that_is_dropped_was_never_there)
{
    struct place_of_test place = place_make();
    struct file_new file;
    right(BEGINS[_i](place_path(&place, "new"), &file, &place.reasons));
    ck_assert_int_eq(write(file.descriptor, "half", 4), 4);
    file_new_drop(&file);
    ck_assert(!is_there(&place, "new"));
    ck_assert(!is_there(&place, "new.part"));
    place_remove(&place);
}
END_TEST

START_TEST(a_file_that_is_there_is_not_overwritten)
{
    struct place_of_test place = place_make();
    struct file_new file;
    put(&place, "new", "old");
    ck_assert_int_eq(BEGINS[_i](place_path(&place, "new"), &file, &place.reasons), FAULT_REFUSED);
    ck_assert(reasons_have(&place.reasons, "file-exists"));
    ck_assert_int_eq(symlink("nowhere", place_path(&place, "link")), 0);
    ck_assert_int_eq(BEGINS[_i](place_path(&place, "link"), &file, &place.reasons), FAULT_REFUSED);
    ck_assert_str_eq(text_of(&place, "new"), "old");
    place_remove(&place);
}
END_TEST

START_TEST(nor_one_that_came_meanwhile)
{
    struct place_of_test place = place_make();
    struct file_new file;
    right(BEGINS[_i](place_path(&place, "new"), &file, &place.reasons));
    put(&place, "new", "faster");
    ck_assert_int_eq(file_new_place(&file, &place.reasons), FAULT_REFUSED);
    file_new_drop(&file);
    ck_assert_str_eq(text_of(&place, "new"), "faster");
    ck_assert(!is_there(&place, "new.part"));
    place_remove(&place);
}
END_TEST

START_TEST(where_a_file_must_have_a_name_two_do_not_share_it)
{
    struct place_of_test place = place_make();
    struct file_new first, second;
    right(file_new_begin_named(place_path(&place, "new"), &first, &place.reasons));
    ck_assert_int_eq(file_new_begin_named(place_path(&place, "new"), &second, &place.reasons), FAULT_REFUSED);
    ck_assert_ptr_nonnull(strstr(place.reasons.items[0].detail, "new.part is there"));
    file_new_drop(&first);
    place_remove(&place);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_told)
{
    struct place_of_test place = place_make();
    struct file_new file;
    ck_assert_int_eq(BEGINS[_i](place_path(&place, "nowhere/new"), &file, &place.reasons), FAULT_IO);
    ck_assert(reasons_have(&place.reasons, "file-refused"));
    place_remove(&place);
}
END_TEST

static bool is_locked(struct place_of_test *place, const char *name)
{
    bool locked = false;
    expect_right(file_is_locked(place_path(place, name), &locked, &place->reasons), place, __FILE__, __LINE__);
    return locked;
}

START_TEST(looking_at_a_lock_takes_nothing)
{
    struct place_of_test place = place_make();
    int lock, second;
    ck_assert(!is_locked(&place, "file"));
    ck_assert(!is_there(&place, "file.lock"));
    right(file_lock(place_path(&place, "file"), &lock, &place.reasons));
    ck_assert_int_eq(symlink("file", place_path(&place, "link")), 0);
    ck_assert(is_locked(&place, "file") && is_locked(&place, "link"));
    ck_assert_int_eq(file_lock(place_path(&place, "link"), &second, &place.reasons), FAULT_BUSY);
    close(lock);
    ck_assert(!is_locked(&place, "file"));
    right(file_lock(place_path(&place, "file"), &lock, &place.reasons));
    close(lock);
    place_remove(&place);
}
END_TEST

START_TEST(a_file_can_be_kept_from_being_made)
{
    struct place_of_test place = place_make();
    int lock, second;
    right(file_lock_absent(place_path(&place, "file"), &lock, &place.reasons));
    ck_assert(!is_there(&place, "file"));
    ck_assert_int_eq(file_lock(place_path(&place, "file"), &second, &place.reasons), FAULT_BUSY);
    close(lock);
    ck_assert_int_eq(file_lock_absent(place_path(&place, "nowhere/file"), &lock, &place.reasons), FAULT_IO);
    place_remove(&place);
}
END_TEST

SUITE_BEGIN(file_new)
tcase_add_loop_test(tests, a_file_has_its_name_when_it_is_whole, 0, 2);
tcase_add_loop_test(tests, a_file_that_is_dropped_was_never_there, 0, 2);
tcase_add_loop_test(tests, a_file_that_is_there_is_not_overwritten, 0, 2);
tcase_add_loop_test(tests, nor_one_that_came_meanwhile, 0, 2);
tcase_add_loop_test(tests, a_folder_that_is_not_there_is_told, 0, 2);
tcase_add_test(tests, where_a_file_must_have_a_name_two_do_not_share_it);
tcase_add_test(tests, looking_at_a_lock_takes_nothing);
tcase_add_test(tests, a_file_can_be_kept_from_being_made);
SUITE_END

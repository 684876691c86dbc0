#include "floor/catalog.h"

#include "base/json.h"
#include "floor/memory.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MAX = 4 << 20, DEPTH_MAX = 32, ITEMS_MAX = 10000, CATALOG_MAX = 64 };

static const char *file_read(const char *path, struct arena *arena, size_t *ret_size)
{
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        return NULL;
    }
    char *bytes = NEW_ARRAY(arena, char, DOCUMENT_MAX + 1);
    size_t size = fread(bytes, 1, DOCUMENT_MAX + 1, file);
    bool read = !ferror(file) && size <= DOCUMENT_MAX;
    fclose(file);
    if (!read) {
        fprintf(stderr, "%s: cannot be read, or is too large\n", path);
        return NULL;
    }
    *ret_size = size;
    return need_memory(arena_copy(arena, bytes, size));
}

static bool recipe_read(const char *path, struct arena *arena, struct recipe *ret)
{
    ARENA_OWNED struct arena *scratch = need_memory(arena_new(0));
    const char *bytes = file_read(path, scratch, &ret->size);
    if (!bytes)
        return false;
    ret->document = need_memory(arena_copy(arena, bytes, ret->size));
    struct reasons reasons = {.arena = arena};
    enum fault fault = json_read(ret->document, ret->size, (struct json_limits){DEPTH_MAX, ITEMS_MAX},
                                 &PRODUCT_DEFINITION_RECORD, &ret->definition, &reasons);
    if (!fault)
        fault = product_compile(&ret->definition, &ret->product, &reasons);
    for (size_t i = 0; i < reasons.count; i++)
        fprintf(stderr, "%s: %s: %s\n", path, reasons.items[i].pointer, reasons.items[i].detail);
    return !fault;
}

static int is_definition(const struct dirent *file)
{
    size_t size = strlen(file->d_name);
    return size > 5 && !strcmp(file->d_name + size - 5, ".json");
}

bool catalog_read(const char *directory, struct arena *arena, struct catalog *ret)
{
    struct dirent **files;
    int count = scandir(directory, &files, is_definition, alphasort);
    if (count < 0) {
        perror(directory);
        return false;
    }
    struct catalog catalog = {.recipes = NEW_ARRAY(arena, struct recipe, (size_t)count + 1)};
    bool good = count > 0 && count <= CATALOG_MAX;
    if (!good)
        fprintf(stderr, "%s: holds no product definitions, or too many\n", directory);
    for (int i = 0; i < count; i++) {
        const char *path = TEXT(arena, "%s/%s", directory, files[i]->d_name);
        good = good && recipe_read(path, arena, &catalog.recipes[catalog.count++]);
        free(files[i]);
    }
    free(files);
    if (good)
        *ret = catalog;
    return good;
}

const struct recipe *catalog_find(const struct catalog *catalog, const char *part_number)
{
    for (size_t i = 0; i < catalog->count; i++)
        if (!strcmp(catalog->recipes[i].definition.part_number, part_number))
            return &catalog->recipes[i];
    return NULL;
}

int64_t catalog_pieces(const struct recipe *into, const char *part_number)
{
    int64_t pieces = 0;
    for (size_t i = 0; i < into->product.positions.count; i++)
        if (!strcmp(into->product.positions.items[i].line->part_number, part_number))
            pieces++;
    return pieces;
}

const struct recipe *catalog_top(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->count; i++) {
        const struct recipe *recipe = &catalog->recipes[i];
        bool goes_into = false;
        for (size_t j = 0; j < catalog->count; j++)
            goes_into = goes_into || catalog_pieces(&catalog->recipes[j], recipe->definition.part_number) > 0;
        if (!goes_into)
            return recipe;
    }
    return &catalog->recipes[0]; /* not reached: a product cannot go into itself */
}

bool catalog_is_top(const struct catalog *catalog, const struct recipe *recipe)
{
    return !strcmp(recipe->definition.part_number, catalog_top(catalog)->definition.part_number);
}

bool catalog_makes(const struct catalog *catalog, const struct position *position)
{
    return position->line->source != SOURCE_BUY && catalog_find(catalog, position->line->part_number);
}

bool operation_is_last(const struct product *product, int operation)
{
    for (size_t i = 0; i < product->operations.count; i++)
        for (size_t j = 0; j < product->operations.items[i].after.count; j++)
            if (product->operations.items[i].after.items[j] == operation)
                return false;
    return true;
}

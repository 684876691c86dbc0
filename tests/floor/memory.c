#include "floor/memory.h"

#include <stdio.h>
#include <stdlib.h>

void *need_memory(void *memory)
{
    if (!memory) {
        fputs("floor: out of memory\n", stderr);
        exit(EXIT_FAILURE);
    }
    return memory;
}

const char *need_text(const char *text)
{
    if (!text)
        need_memory(NULL);
    return text;
}

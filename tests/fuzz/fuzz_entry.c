/* The bytes of a journal entry, as a damaged or foreign database may have them. What is read is written, and read
 * again alike. */
#include "fuzz.h"

#include "store/journal.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ARENA_OWNED struct arena *arena = arena_new(FUZZ_ARENA);
    struct reasons reasons = {.arena = arena};
    struct entry entry, again;
    const char *text = arena_copy(arena, (const char *)bytes, size);
    CLAIM(text, "memory");
    size_t data_size;
    entry_data(text, &data_size);
    enum fault fault = entry_decode((const char *)bytes, size, &entry, &reasons);
    if (fault) {
        claim_told(fault, &reasons);
        return 0;
    }
    BUFFER_OWNED struct buffer first = {0};
    BUFFER_OWNED struct buffer second = {0};
    entry_encode(&first, "TST1", &entry);
    const char *written = buffer_view(&first);
    CLAIM(written, "memory");
    CLAIM(!entry_decode(written, first.size, &again, &reasons), "what was written is not read: %s", written);
    entry_encode(&second, "TST1", &again);
    CLAIM(first.size == second.size && !memcmp(first.bytes, second.bytes, first.size), "written %s, then %s", written,
          buffer_view(&second));
    const char *data = entry_data(written, &data_size);
    CLAIM(data && *data == '{' && data[data_size - 1] == '}', "the data of %s", written);
    return 0;
}

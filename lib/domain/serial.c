#include "domain/serial.h"

#include "base/language.h"
#include "base/time.h"

#include <string.h>
#include <strings.h>

enum { SEQUENCE_DIGITS_MIN = 3, SEQUENCE_DIGITS_MAX = 9 };

enum piece_kind { PIECE_LITERAL, PIECE_SITE, PIECE_YEAR, PIECE_SHORT_YEAR, PIECE_WEEK, PIECE_SEQUENCE, PIECE_UNKNOWN };

/* One character that stands as it is, or one pair of braces. */
struct piece {
    enum piece_kind kind;
    char literal;
    int digits; /* of a sequence */
};

/* Reads the piece at `*cursor`, which is not the end, and moves behind it. */
static struct piece read_piece(const char **cursor)
{
    static const struct {
        const char *text;
        enum piece_kind kind;
    } PLACES[] = {
        {"{site}", PIECE_SITE},
        {"{yyyy}", PIECE_YEAR},
        {"{yy}", PIECE_SHORT_YEAR},
        {"{ww}", PIECE_WEEK},
    };
    const char *text = *cursor;
    *cursor = text + 1;
    if (*text == '}')
        return (struct piece){.kind = PIECE_UNKNOWN};
    if (*text != '{')
        return (struct piece){.kind = PIECE_LITERAL, .literal = *text};
    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        if (!strncmp(text, PLACES[i].text, strlen(PLACES[i].text))) {
            *cursor = text + strlen(PLACES[i].text);
            return (struct piece){.kind = PLACES[i].kind};
        }
    if (!strncmp(text, "{seq:", 5) && text[5] >= '0' && text[5] <= '9' && text[6] == '}') {
        *cursor = text + 7;
        return (struct piece){.kind = PIECE_SEQUENCE, .digits = text[5] - '0'};
    }
    return (struct piece){.kind = PIECE_UNKNOWN};
}

/* What may stand in a serial number outside the braces: it goes into addresses, file names and barcodes. */
static bool is_literal(char character)
{
    return character && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.", character);
}

bool serial_format_valid(const char *format, const char **ret_why)
{
    int sequences = 0;
    for (const char *cursor = format; *cursor;) {
        struct piece piece = read_piece(&cursor);
        if (piece.kind == PIECE_UNKNOWN) {
            *ret_why = TOLD("braces hold one of site, yyyy, yy, ww and seq:DIGITS");
            return false;
        }
        if (piece.kind == PIECE_LITERAL && !is_literal(piece.literal)) {
            *ret_why = TOLD("outside the braces stand letters, digits, '-', '_' and '.'");
            return false;
        }
        if (piece.kind != PIECE_SEQUENCE)
            continue;
        sequences++;
        if (piece.digits < SEQUENCE_DIGITS_MIN || piece.digits > SEQUENCE_DIGITS_MAX) {
            *ret_why = TOLD("a sequence has 3 to 9 digits");
            return false;
        }
    }
    if (sequences != 1) {
        *ret_why = TOLD("there is exactly one {seq:DIGITS}");
        return false;
    }
    return true;
}

int64_t serial_sequence_max(const char *format)
{
    for (const char *cursor = format; *cursor;) {
        struct piece piece = read_piece(&cursor);
        if (piece.kind != PIECE_SEQUENCE)
            continue;
        int64_t max = 1;
        for (int i = 0; i < piece.digits; i++)
            max *= 10;
        return max - 1;
    }
    return 0;
}

/* What a piece turns into, in the arena; NULL when memory is out. */
static const char *piece_text(struct piece piece, const char *site, int64_t clock_us, int64_t sequence,
                              struct arena *arena)
{
    int year, week;
    time_iso_week(clock_us, &year, &week);
    switch (piece.kind) {
    case PIECE_LITERAL:
        return arena_copy(arena, &piece.literal, 1);
    case PIECE_SITE:
        return site;
    case PIECE_YEAR:
        return arena_printf(arena, "%04d", year);
    case PIECE_SHORT_YEAR:
        return arena_printf(arena, "%02d", year % 100);
    case PIECE_WEEK:
        return arena_printf(arena, "%02d", week);
    case PIECE_SEQUENCE:
        return arena_printf(arena, "%0*lld", piece.digits, (long long)sequence);
    case PIECE_UNKNOWN:
        return NULL;
    }
    return NULL;
}

char *serial_make(const char *format, const char *site, int64_t clock_us, int64_t sequence, struct arena *arena)
{
    const char *why;
    if (!serial_format_valid(format, &why) || sequence < 1 || sequence > serial_sequence_max(format))
        return NULL;
    char *serial = arena_text(arena, "");
    for (const char *cursor = format; serial && *cursor;) {
        const char *text = piece_text(read_piece(&cursor), site, clock_us, sequence, arena);
        serial = text ? arena_printf(arena, "%s%s", serial, text) : NULL;
    }
    return serial;
}

/* The first and the last differ in the digits of the sequence, all of them, and in nothing else. */
int64_t serial_sequence(const char *first, const char *last, const char *serial)
{
    int64_t sequence = 0;
    if (strlen(serial) != strlen(last))
        return 0;
    for (size_t i = 0; serial[i]; i++) {
        if (first[i] == last[i] ? strncasecmp(&serial[i], &last[i], 1) != 0 : serial[i] < '0' || serial[i] > '9')
            return 0;
        if (first[i] != last[i])
            sequence = sequence * 10 + (serial[i] - '0');
    }
    return sequence;
}

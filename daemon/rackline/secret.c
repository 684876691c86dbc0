#include "rackline/secret.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { SECRET_SIZE = 1100, CONTROL_C = 3 };

/* The next line of the standard input, without its end. False when there is none that fits. */
static bool read_line(char ret[static SECRET_SIZE])
{
    if (!fgets(ret, SECRET_SIZE, stdin))
        return false;
    size_t size = strcspn(ret, "\r\n");
    bool whole = ret[size] || feof(stdin);
    ret[size] = '\0';
    return whole && size > 0;
}

/* The same of a terminal, which hands over a line at a time; Control-C ends one, and makes it none. */
static bool read_typed(char ret[static SECRET_SIZE])
{
    ssize_t size = read(STDIN_FILENO, ret, SECRET_SIZE - 1);
    if (size < 2 || ret[size - 1] != '\n')
        return false;
    ret[size - 1] = '\0';
    return true;
}

/* Asks at a terminal that shows nothing of the answer. Signals wait until it shows again what is typed. */
static bool read_unseen(const char *prompt, char ret[static SECRET_SIZE])
{
    struct termios before;
    if (tcgetattr(STDIN_FILENO, &before))
        return false;
    struct termios unseen = before;
    unseen.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    unseen.c_cc[VEOL] = CONTROL_C;
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen))
        return false;
    fprintf(stderr, "%s: ", prompt);
    bool read = read_typed(ret);
    fputc('\n', stderr);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    return read;
}

/* The same text twice: what is not seen is mistyped easily. */
static bool read_twice(const char *name, char ret[static SECRET_SIZE], struct reasons *reasons)
{
    char again[SECRET_SIZE], prompt[OPTION_NAME_SIZE + 10];
    snprintf(prompt, sizeof prompt, "%s again", name);
    bool read = read_unseen(name, ret) && read_unseen(prompt, again);
    if (read && strcmp(ret, again))
        reason_add(reasons, "differs", name, "what was typed first and then again is not the same");
    explicit_bzero(again, sizeof again);
    return read;
}

void secret_take(struct words *words, struct reasons *reasons)
{
    char text[SECRET_SIZE], name[OPTION_NAME_SIZE];
    const char *member = words->command->secret;
    if (!member || words->general.file)
        return;
    operand_name(member, name);
    bool read = isatty(STDIN_FILENO) ? read_twice(name, text, reasons) : read_line(text);
    if (read)
        words->said.items[words->said.count++] = (struct word){member, arena_text(reasons->arena, text)};
    else
        reason_add(reasons, "missing", name, "must be typed, or be the first line of the standard input");
    explicit_bzero(text, sizeof text);
}

/* rackline: a person's command line over the daemon's HTTP API. */
#include "rackline/complain.h"
#include "rackline/help.h"
#include "rackline/perform.h"
#include "rackline/secret.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int print(struct buffer *text)
{
    bool whole = !text->failed && fwrite(text->bytes, 1, text->size, stdout) == text->size && !fflush(stdout);
    buffer_free(text);
    return whole ? EXIT_DONE : EXIT_FAILED;
}

static int print_help(const struct words *words)
{
    struct buffer text = {0};
    help_write(&text, words);
    return print(&text);
}

/* What is asked of the client itself. -1: nothing is. */
static int answer_itself(int argc, char **argv)
{
    struct buffer text = {0};
    if (argc != 1)
        return -1;
    if (!strcmp(argv[0], "--version"))
        buffer_text(&text, "rackline " RACKLINE_VERSION "\n");
    else if (!strcmp(argv[0], "--completion"))
        completion_write(&text);
    else if (!strcmp(argv[0], "--manual"))
        manual_write(&text);
    else
        return -1;
    return print(&text);
}

static int run(struct words *words, struct reasons *reasons)
{
    general_complete(&words->general, reasons);
    if (!reasons->found)
        secret_take(words, reasons);
    if (reasons->found)
        return complain_reasons(words->command, FAULT_INVALID, reasons);
    struct http *http = http_new(words->general.url, words->general.token, words->general.ca_file);
    if (!http)
        return complain_reasons(words->command, FAULT_MEMORY, reasons);
    int status = words->command->own ? words->command->own(words, http) : perform(words, http);
    http_free(http);
    return status;
}

static int obey(int argc, char **argv, struct reasons *reasons)
{
    struct words words = {0};
    int status = answer_itself(argc - 1, argv + 1);
    if (status >= 0)
        return status;
    enum fault fault = words_read(argc - 1, argv + 1, &words, reasons);
    if (fault)
        return complain_reasons(words.command, fault, reasons);
    if (!words.general.help && words.command)
        return run(&words, reasons);
    status = print_help(&words);
    return !status && !words.general.help && argc > 1 ? EXIT_USAGE : status;
}

/* Who reads from a pipe may have seen enough; everybody else wanted all of it. An exit status. */
static int judge_lost_output(int status)
{
    struct stat output;
    if (!fstat(STDOUT_FILENO, &output) && S_ISFIFO(output.st_mode))
        return status == EXIT_FAILED ? EXIT_DONE : status;
    fputs("rackline: not all of the answer could be written; is the disk full?\n", stderr);
    return status;
}

int main(int argc, char **argv)
{
    ARENA_OWNED struct arena *arena = arena_new(0);
    struct reasons reasons = {.arena = arena};
    if (!arena || argc < 1)
        return EXIT_FAILED;
    signal(SIGPIPE, SIG_IGN); /* an output that takes no more is a failed write */
    int status = obey(argc, argv, &reasons);
    return ferror(stdout) ? judge_lost_output(status) : status;
}

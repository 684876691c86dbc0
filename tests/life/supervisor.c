/* Plays systemd for tests: keeps a listening socket, hands it to a daemon as file descriptor 3, hears what it notifies,
 * and starts it anew when told to.
 *
 *   supervisor COMMAND [ARGUMENT…]
 *
 * First it writes `port N`. On standard input it takes a line each: a signal's name (TERM, KILL, HUP) to send it to the
 * daemon, `start`, `end`. It writes a line for whatever happens: `ready`, `ended STATUS MILLISECONDS` (since the last
 * signal; 128 and the signal's number for a daemon that one killed), `said TEXT` for each thing that the daemon
 * notifies. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HANDED_OVER = 3, BACKLOG = 4096 };

struct supervisor {
    char **command;
    int listening;
    int notices;  /* datagrams */
    int children; /* signalfd */
    pid_t daemon; /* 0: none runs */
    int64_t told_us;
};

static int64_t now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000;
}

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "supervisor: %s: %s\n", what, strerror(errno));
    exit(EXIT_FAILURE);
}

static void listen_somewhere(struct supervisor *supervisor)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    supervisor->listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(!bind(supervisor->listening, (struct sockaddr *)&address, sizeof address), "bind");
    must(!listen(supervisor->listening, BACKLOG), "listen");
    must(!getsockname(supervisor->listening, (struct sockaddr *)&address, &size), "getsockname");
    printf("port %d\n", ntohs(address.sin_port));
}

/* A name that needs no file: it begins with a NUL, which the environment writes as @. */
static void hear_notices(struct supervisor *supervisor)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char name[64];
    int size = snprintf(name, sizeof name, "@rackline-supervisor-%d", (int)getpid());
    memcpy(address.sun_path, name, (size_t)size);
    address.sun_path[0] = '\0';
    supervisor->notices = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    must(!bind(supervisor->notices, (struct sockaddr *)&address,
               (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)size)),
         "bind");
    setenv("NOTIFY_SOCKET", name, 1);
}

static void become_daemon(const struct supervisor *supervisor)
{
    char pid[16];
    sigset_t none;
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", "1", 1);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    must(dup2(supervisor->listening, HANDED_OVER) == HANDED_OVER, "dup2");
    execv(supervisor->command[0], supervisor->command);
    must(false, supervisor->command[0]);
}

static void start(struct supervisor *supervisor)
{
    supervisor->daemon = fork();
    must(supervisor->daemon >= 0, "fork");
    if (!supervisor->daemon)
        become_daemon(supervisor);
}

static void see_end(struct supervisor *supervisor)
{
    struct signalfd_siginfo information;
    int status;
    (void)!read(supervisor->children, &information, sizeof information);
    if (!supervisor->daemon || waitpid(supervisor->daemon, &status, WNOHANG) != supervisor->daemon)
        return;
    supervisor->daemon = 0;
    printf("ended %d %lld\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
           (long long)(now_us() - supervisor->told_us) / 1000);
}

/* One datagram may hold several lines; each is told. */
static void hear(const struct supervisor *supervisor)
{
    char text[4096];
    ssize_t size = recv(supervisor->notices, text, sizeof text - 1, 0);
    text[size > 0 ? size : 0] = '\0';
    for (char *rest = text, *line = strsep(&rest, "\n"); line; line = strsep(&rest, "\n"))
        if (*line)
            printf(strcmp(line, "READY=1") ? "said %s\n" : "ready\n", line);
}

/* False for `end`. */
static bool obey(struct supervisor *supervisor, const char *order)
{
    static const struct {
        const char *name;
        int number;
    } SIGNALS[] = {{"TERM", SIGTERM}, {"KILL", SIGKILL}, {"HUP", SIGHUP}};
    if (!strcmp(order, "end"))
        return false;
    if (!strcmp(order, "start"))
        start(supervisor);
    supervisor->told_us = now_us();
    for (size_t i = 0; supervisor->daemon && i < sizeof SIGNALS / sizeof *SIGNALS; i++)
        if (!strcmp(order, SIGNALS[i].name))
            kill(supervisor->daemon, SIGNALS[i].number);
    return true;
}

/* Whole lines, read as they come: what stdio had read ahead, poll would not know of. */
static bool take_orders(struct supervisor *supervisor)
{
    static char text[256];
    static size_t size;
    ssize_t got = read(STDIN_FILENO, text + size, sizeof text - size - 1);
    if (got <= 0)
        return false;
    text[size += (size_t)got] = '\0';
    for (char *end; (end = strchr(text, '\n'));) {
        *end++ = '\0';
        if (!obey(supervisor, text))
            return false;
        size -= (size_t)(end - text);
        memmove(text, end, size + 1);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct supervisor supervisor = {.command = argv + 1};
    sigset_t children;
    must(argc > 1, "a command is needed");
    setvbuf(stdout, NULL, _IOLBF, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    supervisor.children = signalfd(-1, &children, SFD_CLOEXEC);
    listen_somewhere(&supervisor);
    hear_notices(&supervisor);
    start(&supervisor);
    for (bool goes_on = true; goes_on;) {
        struct pollfd ears[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                                {.fd = supervisor.children, .events = POLLIN},
                                {.fd = supervisor.notices, .events = POLLIN}};
        poll(ears, 3, -1);
        if (ears[2].revents)
            hear(&supervisor);
        if (ears[1].revents)
            see_end(&supervisor);
        if (ears[0].revents)
            goes_on = take_orders(&supervisor);
    }
    if (supervisor.daemon)
        kill(supervisor.daemon, SIGKILL);
    return EXIT_SUCCESS;
}

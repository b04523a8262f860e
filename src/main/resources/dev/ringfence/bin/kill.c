/* kill: sends a signal to processes (POSIX): -SIGNAL or -s SIGNAL by name or number. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A signal's number, or -1. */
static int signal_number(const char *name) {
  char *end;
  long number = strtol(name, &end, 10);
  if (*name && !*end)
    return number;
  if (!strncasecmp(name, "SIG", 3))
    name += 3;
  for (int sig = 1; sig < NSIG; sig++) {
    const char *known = sigabbrev_np(sig);
    if (known && !strcasecmp(known, name))
      return sig;
  }
  return -1;
}

static int send(const char *to, int sig) {
  char *end;
  long pid = strtol(to, &end, 10);
  if (!*to || *end)
    error(0, 0, "failed to parse argument: '%s'", to);
  else if (kill(pid, sig))
    error(0, errno, "(%ld)", pid);
  else
    return 0;
  return 1;
}

int main(int argc, char **argv) {
  int sig = SIGTERM, at = 1, status = 0;
  if (argc > 1 && argv[1][0] == '-' && strcmp(argv[1], "--")) {
    char *name = argv[at++] + 1;
    if (!strcmp(name, "s") && at < argc)
      name = argv[at++];
    if ((sig = signal_number(name)) < 0)
      error(1, 0, "unknown signal: '%s'", name);
  }
  if (at < argc && !strcmp(argv[at], "--"))
    at++;
  if (at == argc) {
    fprintf(stderr, "Usage: %s [-SIGNAL] PID...\n", argv[0]);
    return 1;
  }
  for (; at < argc; at++)
    status |= send(argv[at], sig);
  return status;
}

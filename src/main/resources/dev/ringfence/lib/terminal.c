#include <errno.h>
#include <unistd.h>

static pid_t foreground;

static int is_terminal(int fd) { return isatty(fd) == 1; }

int setpgrp(void) { return setpgid(0, 0); }

pid_t tcgetpgrp(int fd) {
  if (!is_terminal(fd))
    return -1;
  return foreground ? foreground : getpgrp();
}

int tcsetpgrp(int fd, pid_t group) {
  if (!is_terminal(fd))
    return -1;
  foreground = group;
  return 0;
}

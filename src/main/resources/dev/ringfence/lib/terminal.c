#include <errno.h>
#include <stdio.h>
#include <string.h>
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

char *ctermid(char *name) {
  static char own[L_ctermid];
  return strcpy(name ? name : own, "/dev/tty");
}

char *ttyname(int fd) { return is_terminal(fd) ? "/dev/tty" : NULL; }

int ttyname_r(int fd, char *name, size_t size) {
  int saved = errno;
  if (!is_terminal(fd)) {
    int failed = errno;
    errno = saved;
    return failed;
  }
  if (size < sizeof "/dev/tty")
    return ERANGE;
  strcpy(name, "/dev/tty");
  return 0;
}

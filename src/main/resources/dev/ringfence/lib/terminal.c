#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int setpgrp(void) { return setpgid(0, 0); }

char *ctermid(char *name) {
  static char own[L_ctermid];
  return strcpy(name ? name : own, "/dev/tty");
}

int ttyname_r(int fd, char *name, size_t size) {
  char link[32], path[64];
  int saved = errno;
  if (!isatty(fd)) {
    int failed = errno;
    errno = saved;
    return failed;
  }
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0)
    return errno;
  path[length] = 0;
  if (!strcmp(path, "/dev/console"))
    strcpy(path, "/dev/tty");
  if (strchr(path, ' '))
    return ENODEV;
  if (size <= strlen(path))
    return ERANGE;
  strcpy(name, path);
  return 0;
}

char *ttyname(int fd) {
  static char name[64];
  int failed = ttyname_r(fd, name, sizeof name);
  if (!failed)
    return name;
  errno = failed;
  return NULL;
}

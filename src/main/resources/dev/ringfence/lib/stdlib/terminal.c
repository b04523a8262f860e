#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

int posix_openpt(int flags) { return open("/dev/ptmx", flags); }
int getpt(void) { return posix_openpt(O_RDWR); }

static int of_master(int fd, unsigned long request, int *number) {
  int failed = __ioctl(fd, request, number);
  if (failed && errno == ENOTTY)
    errno = EINVAL;
  return failed;
}

int grantpt(int fd) {
  int number;
  return of_master(fd, TIOCGPTN, &number);
}

int unlockpt(int fd) {
  int locked = 0;
  return of_master(fd, TIOCSPTLCK, &locked);
}

int ptsname_r(int fd, char *name, size_t size) {
  int number;
  char own[32];
  if (__ioctl(fd, TIOCGPTN, &number))
    return errno;
  snprintf(own, sizeof own, "/dev/pts/%d", number);
  if (size <= strlen(own))
    return errno = ERANGE;
  strcpy(name, own);
  return 0;
}

char *ptsname(int fd) {
  static char name[32];
  return ptsname_r(fd, name, sizeof name) ? NULL : name;
}

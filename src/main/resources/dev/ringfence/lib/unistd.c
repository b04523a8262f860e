#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

unsigned sleep(unsigned seconds) {
  struct timespec time = {seconds, 0}, rest = {0, 0};
  return nanosleep(&time, &rest) ? rest.tv_sec : 0;
}

int usleep(__UINT32_TYPE__ microseconds) {
  struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
  return nanosleep(&time, NULL);
}

int getpagesize(void) { return 4096; }

int brk(void *to) {
  if (__brk(to) == to)
    return 0;
  errno = ENOMEM;
  return -1;
}

void *sbrk(intptr_t by) {
  char *before = __brk(NULL);
#ifdef __ia16__
  if (by > 0 && before + by < before) {
    errno = ENOMEM;
    return (void *)-1;
  }
#endif
  return by == 0 || brk(before + by) == 0 ? before : (void *)-1;
}

int isatty(int fd) { return __isatty(fd) == 1; }

__UINT32_TYPE__ ualarm(__UINT32_TYPE__ microseconds, __UINT32_TYPE__ interval) {
  struct itimerval old, timer = {{interval / 1000000, interval % 1000000},
                                 {microseconds / 1000000, microseconds % 1000000}};
  return setitimer(ITIMER_REAL, &timer, &old) ? -1
                                              : old.it_value.tv_sec * 1000000 + old.it_value.tv_usec;
}

int daemon(int nochdir, int noclose) {
  switch (fork()) {
  case -1:
    return -1;
  case 0:
    break;
  default:
    _exit(0);
  }
  if (setsid() < 0 || !nochdir && chdir("/"))
    return -1;
  int null = noclose ? -1 : open("/dev/null", O_RDWR);
  if (null >= 0) {
    for (int fd = 0; fd < 3; fd++)
      dup2(null, fd);
    if (null > 2)
      close(null);
  }
  return 0;
}

int euidaccess(const char *path, int mode) { return access(path, mode); }
int eaccess(const char *path, int mode) { return access(path, mode); }

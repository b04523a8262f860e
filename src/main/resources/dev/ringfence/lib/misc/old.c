#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/timeb.h>
#include <time.h>
#include <ulimit.h>
#include <unistd.h>

/* What older programs use. */
long ulimit(int command, ...) {
  struct rlimit limit;
  va_list list;
  switch (command) {
    case UL_GETFSIZE:
      if (getrlimit(RLIMIT_FSIZE, &limit))
        return -1;
      return limit.rlim_cur == RLIM_INFINITY ? LONG_MAX : limit.rlim_cur / 512;
    case UL_SETFSIZE:
      va_start(list, command);
      long blocks = va_arg(list, long);
      va_end(list);
      limit.rlim_cur = limit.rlim_max = blocks * 512;
      return setrlimit(RLIMIT_FSIZE, &limit) ? -1 : blocks;
  }
  errno = EINVAL;
  return -1;
}

int ftime(struct timeb *to) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  to->time = now.tv_sec;
  to->millitm = now.tv_nsec / 1000000;
  to->timezone = to->dstflag = 0;
  return 0;
}

int getdtablesize(void) { return sysconf(_SC_OPEN_MAX); }
long gethostid(void) { return 0x007f0101; }

char *getwd(char *to) { return getcwd(to, PATH_MAX); }

void closefrom(int lowest) { close_range(lowest, ~0U, 0); }

int fexecve(int fd, char *const argv[], char *const envp[]) {
  char path[40];
  if (fd < 0 || !argv || !envp) {
    errno = EINVAL;
    return -1;
  }
  sprintf(path, "/proc/self/fd/%d", fd);
  return execve(path, argv, envp);
}

/* A line without its end, however long it is: no program should call it. */
char *gets(char *to) {
  char *at = to;
  int c;
  while ((c = getchar()) != EOF && c != '\n')
    *at++ = c;
  if (c == EOF && at == to)
    return NULL;
  *at = 0;
  return to;
}

// What sysconf and the options and limits of the headers say, as far as it is the same everywhere.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SHOW(name) printf("%s %ld\n", #name, sysconf(name))
#define OPTION(name) printf("%s %ld\n", #name, (long)name)

int main(void) {
  SHOW(_SC_CLK_TCK);
  SHOW(_SC_PAGESIZE);
  SHOW(_SC_PAGE_SIZE);
  SHOW(_SC_VERSION);
  SHOW(_SC_XOPEN_VERSION);
  SHOW(_SC_2_VERSION);
  SHOW(_SC_LOGIN_NAME_MAX);
  SHOW(_SC_HOST_NAME_MAX);
  SHOW(_SC_LINE_MAX);
  SHOW(_SC_STREAM_MAX);
  SHOW(_SC_ATEXIT_MAX);
  SHOW(_SC_IOV_MAX);
  SHOW(_SC_JOB_CONTROL);
  SHOW(_SC_SAVED_IDS);
  SHOW(_SC_THREADS);
  SHOW(_SC_THREAD_KEYS_MAX);
  SHOW(_SC_THREAD_STACK_MIN);
  SHOW(_SC_THREAD_DESTRUCTOR_ITERATIONS);
  SHOW(_SC_SEM_VALUE_MAX);
  SHOW(_SC_RTSIG_MAX);
  SHOW(_SC_GETPW_R_SIZE_MAX);
  SHOW(_SC_MONOTONIC_CLOCK);
  SHOW(_SC_TIMEOUTS);
  SHOW(_SC_BARRIERS);
  SHOW(_SC_SYMLOOP_MAX);
  errno = 0;
  SHOW(9999);
  printf("%s\n", strerror(errno));
  printf("%d\n", sysconf(_SC_OPEN_MAX) >= _POSIX_OPEN_MAX && sysconf(_SC_NPROCESSORS_ONLN) >= 1);
  OPTION(_POSIX_VERSION);
  OPTION(_XOPEN_VERSION);
  OPTION(_POSIX_THREADS);
  OPTION(_POSIX_THREAD_ATTR_STACKSIZE);
  OPTION(_POSIX_THREAD_PRIORITY_SCHEDULING);
  OPTION(_POSIX_TIMERS);
  OPTION(_POSIX_MAPPED_FILES);
  OPTION(_POSIX_CHOWN_RESTRICTED);
  OPTION(_POSIX_NO_TRUNC);
  OPTION(_POSIX_VDISABLE);
  OPTION(_POSIX_PATH_MAX);
  OPTION(_POSIX_NAME_MAX);
  OPTION(_POSIX_CHILD_MAX);
  OPTION(_POSIX_RTSIG_MAX);
  OPTION(_POSIX_SIGQUEUE_MAX);
  OPTION(_POSIX_TZNAME_MAX);
  return 0;
}

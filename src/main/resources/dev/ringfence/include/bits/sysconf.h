#include <sys/types.h>
enum {
  _SC_ARG_MAX,
  _SC_CHILD_MAX,
  _SC_CLK_TCK,
  _SC_NGROUPS_MAX,
  _SC_OPEN_MAX,
  _SC_JOB_CONTROL = 7,
  _SC_REALTIME_SIGNALS = 9,
  _SC_TIMERS = 11,
  _SC_MAPPED_FILES = 15,
  _SC_SEMAPHORES = 21,
  _SC_VERSION = 29,
  _SC_PAGESIZE = 30,
  _SC_PAGE_SIZE = 30,
  _SC_SEM_VALUE_MAX = 33,
  _SC_LINE_MAX = 43,
  _SC_THREADS = 67,
  _SC_THREAD_KEYS_MAX = 74,
  _SC_THREAD_STACK_MIN = 75,
  _SC_NPROCESSORS_CONF = 83,
  _SC_NPROCESSORS_ONLN = 84,
  _SC_BARRIERS = 133,
  _SC_MONOTONIC_CLOCK = 149,
  _SC_READER_WRITER_LOCKS = 153,
  _SC_SPIN_LOCKS = 154,
  _SC_HOST_NAME_MAX = 180
};
long sysconf(int name);
int gethostname(char *name, size_t size);
int nice(int by);
int setpgrp(void);
pid_t tcgetpgrp(int fd);
int tcsetpgrp(int fd, pid_t group);

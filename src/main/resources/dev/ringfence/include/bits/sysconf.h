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
enum {
  _PC_LINK_MAX,
  _PC_MAX_CANON,
  _PC_MAX_INPUT,
  _PC_NAME_MAX,
  _PC_PATH_MAX,
  _PC_PIPE_BUF,
  _PC_CHOWN_RESTRICTED,
  _PC_NO_TRUNC,
  _PC_VDISABLE,
  _PC_SYNC_IO,
  _PC_ASYNC_IO,
  _PC_PRIO_IO,
  _PC_SOCK_MAXBUF,
  _PC_FILESIZEBITS
};
enum { _CS_PATH };
long sysconf(int name);
int gethostname(char *name, size_t size);
int nice(int by);
int setpgrp(void);
pid_t tcgetpgrp(int fd);
int tcsetpgrp(int fd, pid_t group);

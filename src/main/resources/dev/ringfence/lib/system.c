#include <errno.h>
#include <sched.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#define HOST "ringfence"

int uname(struct utsname *name) {
  memset(name, 0, sizeof *name);
  strcpy(name->sysname, "Linux");
  strcpy(name->nodename, HOST);
  strcpy(name->release, "6.18.0");
  strcpy(name->version, "#1 SMP");
  strcpy(name->machine, "x86_64");
  strcpy(name->domainname, "(none)");
  return 0;
}

int gethostname(char *name, size_t size) {
  if (size < sizeof HOST) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(name, HOST);
  return 0;
}

int getdomainname(char *name, size_t size) {
  if (size < sizeof "(none)") {
    errno = EINVAL;
    return -1;
  }
  strcpy(name, "(none)");
  return 0;
}

long sysconf(int name) {
  switch (name) {
  case _SC_ARG_MAX:
    return 2097152;
  case _SC_CHILD_MAX:
    return 31000;
  case _SC_CLK_TCK:
    return 100;
  case _SC_OPEN_MAX: {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
  }
  case _SC_PAGESIZE:
    return 4096;
  case _SC_NPROCESSORS_CONF:
  case _SC_NPROCESSORS_ONLN:
    return __cpus();
  case _SC_VERSION:
    return 200809;
  case _SC_THREADS:
  case _SC_SEMAPHORES:
  case _SC_MAPPED_FILES:
  case _SC_TIMERS:
  case _SC_REALTIME_SIGNALS:
  case _SC_MONOTONIC_CLOCK:
  case _SC_BARRIERS:
  case _SC_READER_WRITER_LOCKS:
  case _SC_SPIN_LOCKS:
    return 200809;
  case _SC_NGROUPS_MAX:
    return 65536;
  case _SC_HOST_NAME_MAX:
    return 64;
  case _SC_LINE_MAX:
    return 2048;
  case _SC_SEM_VALUE_MAX:
    return 2147483647;
  case _SC_THREAD_KEYS_MAX:
    return 1024;
  case _SC_THREAD_STACK_MIN:
    return 16384;
  case _SC_JOB_CONTROL:
    return 1;
  }
  errno = EINVAL;
  return -1;
}

static int niceness;

int nice(int by) {
  int wanted = niceness + by;
  if (by < 0) {
    errno = EPERM;
    return -1;
  }
  niceness = wanted > 19 ? 19 : wanted;
  return niceness;
}

int getpriority(int which, unsigned who) {
  if (which < PRIO_PROCESS || which > PRIO_USER) {
    errno = EINVAL;
    return -1;
  }
  return niceness;
}

int setpriority(int which, unsigned who, int value) {
  if (which < PRIO_PROCESS || which > PRIO_USER) {
    errno = EINVAL;
    return -1;
  }
  if (value < niceness) {
    errno = EACCES;
    return -1;
  }
  niceness = value > 19 ? 19 : value;
  return 0;
}

int prctl(int option, ...) {
  va_list list;
  va_start(list, option);
  unsigned long argument = va_arg(list, unsigned long);
  va_end(list);
  return __prctl(option, argument);
}

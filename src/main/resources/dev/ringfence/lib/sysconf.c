#include <errno.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

/* What does not depend on the machine, by its name: as on Linux. */
static const long values[] = {
    [_SC_ARG_MAX] = 2097152, [_SC_CHILD_MAX] = 31000, [_SC_CLK_TCK] = 100,
    [_SC_NGROUPS_MAX] = 65536, [_SC_STREAM_MAX] = 16, [_SC_TZNAME_MAX] = -1, [_SC_JOB_CONTROL] = 1,
    [_SC_SAVED_IDS] = 1, [_SC_REALTIME_SIGNALS] = 200809, [_SC_PRIORITY_SCHEDULING] = 200809,
    [_SC_TIMERS] = 200809, [_SC_ASYNCHRONOUS_IO] = 200809, [_SC_PRIORITIZED_IO] = 200809,
    [_SC_SYNCHRONIZED_IO] = 200809, [_SC_FSYNC] = 200809, [_SC_MAPPED_FILES] = 200809,
    [_SC_MEMLOCK] = 200809, [_SC_MEMLOCK_RANGE] = 200809, [_SC_MEMORY_PROTECTION] = 200809,
    [_SC_MESSAGE_PASSING] = 200809, [_SC_SEMAPHORES] = 200809,
    [_SC_SHARED_MEMORY_OBJECTS] = 200809, [_SC_AIO_LISTIO_MAX] = -1, [_SC_AIO_MAX] = -1,
    [_SC_AIO_PRIO_DELTA_MAX] = 20, [_SC_DELAYTIMER_MAX] = 2147483647, [_SC_MQ_OPEN_MAX] = -1,
    [_SC_MQ_PRIO_MAX] = 32768, [_SC_VERSION] = 200809, [_SC_PAGESIZE] = 4096, [_SC_RTSIG_MAX] = 32,
    [_SC_SEM_NSEMS_MAX] = -1, [_SC_SEM_VALUE_MAX] = 2147483647, [_SC_SIGQUEUE_MAX] = 31000,
    [_SC_TIMER_MAX] = -1, [_SC_LINE_MAX] = 2048, [_SC_RE_DUP_MAX] = 32767,
    [_SC_2_VERSION] = 200809, [_SC_2_C_BIND] = 200809, [_SC_2_C_DEV] = 200809,
    [_SC_2_SW_DEV] = 200809, [_SC_2_LOCALEDEF] = 200809, [_SC_UIO_MAXIOV] = 1024,
    [_SC_THREADS] = 200809, [_SC_THREAD_SAFE_FUNCTIONS] = 200809, [_SC_GETGR_R_SIZE_MAX] = 1024,
    [_SC_GETPW_R_SIZE_MAX] = 1024, [_SC_LOGIN_NAME_MAX] = 256, [_SC_TTY_NAME_MAX] = 32,
    [_SC_THREAD_DESTRUCTOR_ITERATIONS] = 4, [_SC_THREAD_KEYS_MAX] = 1024,
    [_SC_THREAD_STACK_MIN] = 16384, [_SC_THREAD_THREADS_MAX] = -1,
    [_SC_THREAD_ATTR_STACKADDR] = 200809, [_SC_THREAD_ATTR_STACKSIZE] = 200809,
    [_SC_THREAD_PRIORITY_SCHEDULING] = 200809, [_SC_THREAD_PRIO_INHERIT] = 200809,
    [_SC_THREAD_PRIO_PROTECT] = 200809, [_SC_THREAD_PROCESS_SHARED] = 200809,
    [_SC_ATEXIT_MAX] = 2147483647, [_SC_XOPEN_VERSION] = 700, [_SC_XOPEN_XCU_VERSION] = 4,
    [_SC_XOPEN_UNIX] = 1, [_SC_XOPEN_CRYPT] = -1, [_SC_XOPEN_ENH_I18N] = 1, [_SC_XOPEN_SHM] = 1,
    [_SC_2_CHAR_TERM] = 200809, [_SC_2_C_VERSION] = 200809, [_SC_2_UPE] = -1, [_SC_CHAR_BIT] = 8,
    [_SC_CHAR_MAX] = 127, [_SC_CHAR_MIN] = -128, [_SC_INT_MAX] = 2147483647,
    [_SC_INT_MIN] = -2147483648, [_SC_LONG_BIT] = 64, [_SC_WORD_BIT] = 32, [_SC_MB_LEN_MAX] = 16,
    [_SC_NZERO] = 20, [_SC_SSIZE_MAX] = 32767, [_SC_SCHAR_MAX] = 127, [_SC_SCHAR_MIN] = -128,
    [_SC_SHRT_MAX] = 32767, [_SC_SHRT_MIN] = -32768, [_SC_UCHAR_MAX] = 255,
    [_SC_UINT_MAX] = 4294967295, [_SC_ULONG_MAX] = -1, [_SC_USHRT_MAX] = 65535,
    [_SC_XOPEN_LEGACY] = 1, [_SC_XOPEN_REALTIME] = 1, [_SC_XOPEN_REALTIME_THREADS] = 1,
    [_SC_ADVISORY_INFO] = 200809, [_SC_BARRIERS] = 200809, [_SC_CPUTIME] = 200809,
    [_SC_THREAD_CPUTIME] = 200809, [_SC_MONOTONIC_CLOCK] = 200809,
    [_SC_READER_WRITER_LOCKS] = 200809, [_SC_SPIN_LOCKS] = 200809, [_SC_REGEXP] = 1,
    [_SC_SHELL] = 1, [_SC_SPAWN] = 200809, [_SC_TIMEOUTS] = 200809, [_SC_SYMLOOP_MAX] = -1,
    [_SC_HOST_NAME_MAX] = 64};

long sysconf(int name) {
  switch (name) {
  case _SC_OPEN_MAX: {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
  }
  case _SC_NPROCESSORS_CONF:
  case _SC_NPROCESSORS_ONLN:
    return __cpus();
  case _SC_PHYS_PAGES:
  case _SC_AVPHYS_PAGES: {
    struct sysinfo info;
    if (sysinfo(&info))
      return -1;
    return (name == _SC_PHYS_PAGES ? info.totalram : info.freeram) / 4096;
  }
  }
  if (name >= 0 && name < sizeof values / sizeof *values && values[name])
    return values[name];
  errno = EINVAL;
  return -1;
}

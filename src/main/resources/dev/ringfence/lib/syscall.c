#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/fsuid.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The calls by their numbers on Linux: those of sys/syscall.h. */
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  va_end(list);
  switch (number) {
  case SYS_read:
    return read(a, (void *)b, c);
  case SYS_write:
    return write(a, (void *)b, c);
  case SYS_close:
    return close(a);
  case SYS_lseek:
    return lseek(a, b, c);
  case SYS_pause:
    return pause();
  case SYS_alarm:
    return alarm(a);
  case SYS_getpid:
    return getpid();
  case SYS_fork:
    return fork();
  case SYS_exit:
  case SYS_exit_group:
    _exit(a);
  case SYS_kill:
    return kill(a, b);
  case SYS_getuid:
    return getuid();
  case SYS_getgid:
    return getgid();
  case SYS_geteuid:
    return geteuid();
  case SYS_getegid:
    return getegid();
  case SYS_setuid:
    return setuid(a);
  case SYS_setgid:
    return setgid(a);
  case SYS_setreuid:
    return setreuid(a, b);
  case SYS_setregid:
    return setregid(a, b);
  case SYS_setresuid:
    return setresuid(a, b, c);
  case SYS_setresgid:
    return setresgid(a, b, c);
  case SYS_getresuid:
    return getresuid((uid_t *)a, (uid_t *)b, (uid_t *)c);
  case SYS_getresgid:
    return getresgid((gid_t *)a, (gid_t *)b, (gid_t *)c);
  case SYS_setfsuid:
    return setfsuid(a);
  case SYS_setfsgid:
    return setfsgid(a);
  case SYS_getgroups:
    return getgroups(a, (gid_t *)b);
  case SYS_setgroups:
    return setgroups(a, (gid_t *)b);
  case SYS_capget:
    return __capget((void *)a, (void *)b);
  case SYS_capset:
    return __capset((void *)a, (void *)b);
  case SYS_getppid:
    return getppid();
  case SYS_getpgrp:
    return getpgrp();
  case SYS_gettid:
    return gettid();
  case SYS_tkill:
    return tgkill(getpid(), a, b);
  case SYS_tgkill:
    return tgkill(a, b, c);
  }
  errno = ENOSYS;
  return -1;
}

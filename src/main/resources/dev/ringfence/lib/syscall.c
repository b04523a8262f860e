#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <mqueue.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/fsuid.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The calls by their numbers on Linux: those of sys/syscall.h. */
long __syscall(long number, long a, long b, long c, long d, long e, long f) {
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
  case SYS_futex:
    return __futex((unsigned *)a, b, c, (const struct timespec *)d, (unsigned *)e, f);
  case SYS_sched_setattr:
    return __sched_setattr(a, (struct sched_attr *)b, c);
  case SYS_sched_getattr:
    return __sched_getattr(a, (struct sched_attr *)b, c, d);
  case SYS_futex_waitv:
    return __futex_waitv((struct futex_waitv *)a, b, c, (struct timespec *)d, e);
  case SYS_futex_wake:
    return __futex_wake((void *)a, b, c, d);
  case SYS_futex_wait:
    return __futex_wait((void *)a, b, c, d, (struct timespec *)e, f);
  case SYS_futex_requeue:
    return __futex_requeue((struct futex_waitv *)a, b, c, d);
  case SYS_set_robust_list:
    return __set_robust_list((struct robust_list_head *)a, b);
  case SYS_get_robust_list:
    return __get_robust_list(a, (struct robust_list_head **)b, (size_t *)c);
  case SYS_mq_open:
    return __mq_open((const char *)a, b, c, (struct mq_attr *)d);
  case SYS_mq_unlink:
    return __mq_unlink((const char *)a);
  case SYS_mq_timedsend:
    return mq_timedsend(a, (const char *)b, c, d, (const struct timespec *)e);
  case SYS_mq_timedreceive:
    return mq_timedreceive(a, (char *)b, c, (unsigned *)d, (const struct timespec *)e);
  case SYS_mq_notify:
    return __mq_notify(a, (const struct sigevent *)b);
  case SYS_mq_getsetattr:
    return __mq_getsetattr(a, (const struct mq_attr *)b, (struct mq_attr *)c);
  }
  errno = ENOSYS;
  return -1;
}

long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a = va_arg(list, long), b = va_arg(list, long), c = va_arg(list, long);
  long d = va_arg(list, long), e = va_arg(list, long), f = va_arg(list, long);
  va_end(list);
  return __syscall(number, a, b, c, d, e, f);
}

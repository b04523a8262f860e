#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

/* As the kernel has it. */
struct disposition {
  uint64_t handler, flags, restorer, mask;
};

/* Calls a handler; the kernel has every thread that takes a signal enter here. */
static void __restore(int sig, siginfo_t *info, void *context,
                      void (*handler)(int, siginfo_t *, void *), long progress) {
  handler(sig, info, context);
  __sigreturn(context, progress);
}

/* What the library of 64 bits tells the kernel with each handler. */
#define SA_RESTORER 0x04000000

static int is_signal(int sig) { return sig >= 1 && sig < NSIG; }

int sigaction(int sig, const struct sigaction *act, struct sigaction *oldact) {
  struct disposition new, old;
  if (sig == 32 || sig == 33) {
    errno = EINVAL;
    return -1;
  }
  if (act) {
    new.handler = (uintptr_t)act->sa_handler;
    new.flags = (unsigned)act->sa_flags;
    if (sizeof(void *) == 8)
      new.flags |= SA_RESTORER;
    new.restorer = (uintptr_t)__restore;
    new.mask = act->sa_mask.__val[0];
  }
  if (__sigaction(sig, act ? &new : NULL, &old) < 0)
    return -1;
  if (oldact) {
    memset(oldact, 0, sizeof *oldact);
    oldact->sa_handler = (__sighandler_t)(uintptr_t)old.handler;
    oldact->sa_flags = old.flags;
    oldact->sa_mask.__val[0] = old.mask;
  }
  return 0;
}

/* The signals whose handlers interrupt calls, as siginterrupt has set. */
static sigset_t interrupting;

static __sighandler_t set(int sig, __sighandler_t handler, int flags) {
  struct sigaction act, old;
  if (handler == SIG_ERR || !is_signal(sig)) {
    errno = EINVAL;
    return SIG_ERR;
  }
  memset(&act, 0, sizeof act);
  act.sa_handler = handler;
  act.sa_flags = flags;
  if (!(flags & SA_NODEFER))
    sigaddset(&act.sa_mask, sig);
  return sigaction(sig, &act, &old) < 0 ? SIG_ERR : old.sa_handler;
}

__sighandler_t signal(int sig, __sighandler_t handler) {
  return set(sig, handler, sigismember(&interrupting, sig) > 0 ? 0 : SA_RESTART);
}

__sighandler_t bsd_signal(int sig, __sighandler_t handler) { return signal(sig, handler); }

__sighandler_t sysv_signal(int sig, __sighandler_t handler) {
  return set(sig, handler, SA_RESETHAND | SA_NODEFER);
}

int siginterrupt(int sig, int flag) {
  struct sigaction act;
  if (sigaction(sig, NULL, &act) < 0)
    return -1;
  if (flag) {
    sigaddset(&interrupting, sig);
    act.sa_flags &= ~SA_RESTART;
  } else {
    sigdelset(&interrupting, sig);
    act.sa_flags |= SA_RESTART;
  }
  return sigaction(sig, &act, NULL);
}

static int checked(const void *set, int sig) {
  if (set && is_signal(sig))
    return 1;
  errno = EINVAL;
  return 0;
}

/* Whether it is a signal that can be put into a set: the library keeps two for itself. */
static int usable(const void *set, int sig) {
  int known = checked(set, sig), own = known && (sig == 32 || sig == 33);
  if (own)
    errno = EINVAL;
  return known && !own;
}

int sigemptyset(sigset_t *set) {
  memset(set, 0, sizeof *set);
  return 0;
}

int sigfillset(sigset_t *set) {
  memset(set, 0, sizeof *set);
  set->__val[0] = ~(UINT64_C(3) << 31);
  return 0;
}

int sigaddset(sigset_t *set, int sig) {
  if (!usable(set, sig))
    return -1;
  set->__val[0] |= UINT64_C(1) << (sig - 1);
  return 0;
}

int sigdelset(sigset_t *set, int sig) {
  if (!usable(set, sig))
    return -1;
  set->__val[0] &= ~(UINT64_C(1) << (sig - 1));
  return 0;
}

int sigismember(const sigset_t *set, int sig) {
  return checked(set, sig) ? set->__val[0] >> (sig - 1) & 1 : -1;
}

int sigisemptyset(const sigset_t *set) { return set->__val[0] == 0; }

int sigandset(sigset_t *set, const sigset_t *left, const sigset_t *right) {
  sigemptyset(set);
  set->__val[0] = left->__val[0] & right->__val[0];
  return 0;
}

int sigorset(sigset_t *set, const sigset_t *left, const sigset_t *right) {
  sigemptyset(set);
  set->__val[0] = left->__val[0] | right->__val[0];
  return 0;
}

int sigwaitinfo(const sigset_t *set, siginfo_t *info) { return sigtimedwait(set, info, NULL); }

int sigwait(const sigset_t *set, int *sig) {
  int got;
  do
    got = sigtimedwait(set, NULL, NULL);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    return errno;
  *sig = got;
  return 0;
}

int sigqueue(pid_t pid, int sig, const union sigval value) {
  return __sigqueue(pid, sig, (uintptr_t)value.sival_ptr);
}

int killpg(pid_t pgrp, int sig) {
  if (pgrp < 0) {
    errno = EINVAL;
    return -1;
  }
  return kill(-pgrp, sig);
}

static int one(int how, int sig) {
  sigset_t set;
  sigemptyset(&set);
  return sigaddset(&set, sig) < 0 ? -1 : sigprocmask(how, &set, NULL);
}

int sighold(int sig) { return one(SIG_BLOCK, sig); }

int sigrelse(int sig) { return one(SIG_UNBLOCK, sig); }

int sigignore(int sig) { return set(sig, SIG_IGN, 0) == SIG_ERR ? -1 : 0; }

int sigpause(int sig) {
  sigset_t set;
  sigprocmask(SIG_BLOCK, NULL, &set);
  return sigdelset(&set, sig) < 0 ? -1 : sigsuspend(&set);
}

__sighandler_t sigset(int sig, __sighandler_t disposition) {
  sigset_t before;
  struct sigaction old;
  if (sigprocmask(SIG_BLOCK, NULL, &before) < 0 || sigaction(sig, NULL, &old) < 0)
    return SIG_ERR;
  if (disposition == SIG_HOLD)
    sighold(sig);
  else {
    if (set(sig, disposition, SA_NODEFER) == SIG_ERR)
      return SIG_ERR;
    sigrelse(sig);
  }
  return sigismember(&before, sig) ? SIG_HOLD : old.sa_handler;
}

static const char *const texts[] = {
    0, "Hangup", "Interrupt", "Quit", "Illegal instruction", "Trace/breakpoint trap", "Aborted",
    "Bus error", "Floating point exception", "Killed", "User defined signal 1",
    "Segmentation fault", "User defined signal 2", "Broken pipe", "Alarm clock", "Terminated",
    "Stack fault", "Child exited", "Continued", "Stopped (signal)", "Stopped",
    "Stopped (tty input)", "Stopped (tty output)", "Urgent I/O condition",
    "CPU time limit exceeded", "File size limit exceeded", "Virtual timer expired",
    "Profiling timer expired", "Window changed", "I/O possible", "Power failure",
    "Bad system call"};

static const char *const names[] = {
    0, "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
    "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "POLL", "PWR", "SYS"};

const char *sigdescr_np(int sig) { return sig >= 1 && sig < 32 ? texts[sig] : NULL; }

const char *sigabbrev_np(int sig) { return sig >= 1 && sig < 32 ? names[sig] : NULL; }

char *strsignal(int sig) {
  static char text[32];
  if (sig >= 1 && sig < 32)
    return (char *)texts[sig];
  if (sig >= SIGRTMIN && sig <= SIGRTMAX)
    snprintf(text, sizeof text, "Real-time signal %d", sig - SIGRTMIN);
  else
    snprintf(text, sizeof text, "Unknown signal %d", sig);
  return text;
}

void psignal(int sig, const char *message) {
  int named = message && *message;
  if (sig >= 1 && sig < 32)
    fprintf(stderr, "%s%s%s\n", named ? message : "", named ? ": " : "", texts[sig]);
  else
    fprintf(stderr, "%s%sUnknown signal %d\n", named ? message : "", named ? ": " : "", sig);
}


/* Calls on processes, signals and time with pointers to nothing and numbers out of range: the error,
   and that nothing has been done. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void tell(const char *what, long result) {
  int error = errno;
  if (result >= 0)
    printf("%s: %ld\n", what, result);
  else
    printf("%s: %s\n", what, strerror(error));
}

static void *const NOWHERE = (void *)8;

static void waiting(void) {
  siginfo_t info;
  tell("wait without children", wait(NULL));
  tell("wait with options that do not exist", waitpid(-1, NULL, 0x4000));
  tell("wait for the least number", waitpid(-2147483647 - 1, NULL, 0));
  tell("waitid of what does not exist", waitid(77, 0, &info, WEXITED));
  tell("waitid for nothing", waitid(P_ALL, 0, &info, 0));
  tell("waitid for 0", waitid(P_PID, 0, &info, WEXITED));
  tell("waitid for -1", waitid(P_PID, -1, &info, WEXITED));
  tell("waitid for the group -1", waitid(P_PGID, -1, &info, WEXITED));
  if (fork() == 0)
    _exit(7);
  tell("wait nowhere", wait(NOWHERE) > 0);
  tell("the child is gone all the same", wait(NULL));
  if (fork() == 0)
    _exit(7);
  tell("waitid nowhere", waitid(P_ALL, 0, NOWHERE, WEXITED));
  tell("the child is gone all the same", wait(NULL));
}

static void executing(void) {
  char *none[] = {NULL}, *bad[] = {"true", NOWHERE, NULL};
  tell("execve of nothing", execve(NOWHERE, none, none));
  tell("execve of what does not exist", execve("/no/such/file", none, none));
  tell("execve with bad arguments", execve("/bin/true", bad, none));
  tell("execve with arguments nowhere", execve("/bin/true", NOWHERE, none));
  tell("execve with a bad environment", execve("/bin/true", none, bad));
  tell("execve of a directory", execve("/tmp", none, none));
  tell("execve of the empty name", execve("", none, none));
}

static void limits(void) {
  struct rlimit limit = {10, 5};
  tell("getrlimit of what does not exist", getrlimit(99, &limit));
  tell("getrlimit of -1", getrlimit(-1, &limit));
  tell("getrlimit nowhere", getrlimit(RLIMIT_NOFILE, NOWHERE));
  tell("setrlimit with soft above hard", setrlimit(RLIMIT_NOFILE, &limit));
  tell("setrlimit from nowhere", setrlimit(RLIMIT_NOFILE, NOWHERE));
  tell("prctl of what does not exist", prctl(9999, 0, 0, 0, 0));
  tell("name from nowhere", prctl(PR_SET_NAME, NOWHERE, 0, 0, 0));
  tell("name to nowhere", prctl(PR_GET_NAME, NOWHERE, 0, 0, 0));
  tell("signal of the parent's end", prctl(PR_SET_PDEATHSIG, 65, 0, 0, 0));
  tell("to nowhere", prctl(PR_GET_PDEATHSIG, NOWHERE, 0, 0, 0));
  uid_t id;
  tell("getresuid nowhere", getresuid(&id, NOWHERE, &id));
  tell("getresgid nowhere", getresgid(NOWHERE, &id, &id));
  tell("getgroups of less than none", getgroups(-1, &id));
  tell("setuid of none", setuid(-1));
  tell("setgid of none", setgid(-1));
  tell("setpgid of less than none", setpgid(0, -1));
  tell("setpgid of nobody", setpgid(99999999, 0));
  tell("getpgid of nobody", getpgid(99999999));
  tell("getsid of less than none", getsid(-1));
}

static void sending(void) {
  tell("kill nobody", kill(99999999, 0));
  tell("kill nobody with what does not exist", kill(99999999, 65));
  tell("kill itself with what does not exist", kill(getpid(), 65));
  tell("kill itself with -1", kill(getpid(), -1));
  tell("kill itself with 0", kill(getpid(), 0));
  tell("kill no group", kill(-99999999, SIGTERM));
  tell("raise what does not exist", raise(65));
  tell("tgkill of 0", tgkill(0, 0, 0));
  tell("tgkill of -1", tgkill(getpid(), -1, 0));
  tell("tgkill of nobody", tgkill(getpid(), 99999999, 0));
  union sigval value = {0};
  tell("sigqueue to nobody", sigqueue(99999999, SIGTERM, value));
  tell("sigqueue of what does not exist", sigqueue(getpid(), 65, value));
}

static void masks(void) {
  sigset_t set, old;
  siginfo_t info;
  struct timespec bad = {0, 1000000000}, none = {0, 0};
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  tell("sigprocmask in no way", sigprocmask(77, &set, NULL));
  tell("sigprocmask in no way of nothing", sigprocmask(77, NULL, &old));
  tell("sigprocmask to nowhere", sigprocmask(SIG_BLOCK, &set, NOWHERE));
  sigprocmask(SIG_BLOCK, NULL, &old);
  tell("which blocks all the same", sigismember(&old, SIGUSR1));
  tell("sigpending nowhere", sigpending(NOWHERE));
  raise(SIGUSR1);
  tell("wait for a signal from nowhere", sigtimedwait(NOWHERE, NULL, &none));
  tell("until nowhere", sigtimedwait(&set, NULL, NOWHERE));
  tell("until no time", sigtimedwait(&set, NULL, &bad));
  tell("it still waits", sigtimedwait(&set, &info, &none) == SIGUSR1);
  tell("no longer", sigtimedwait(&set, &info, &none));
  tell("sigsuspend nowhere", sigsuspend(NOWHERE));
  stack_t stack = {malloc(100), 0, 100}, wrong = {malloc(100000), 77, 100000};
  tell("stack too small", sigaltstack(&stack, NULL));
  tell("stack with flags that do not exist", sigaltstack(&wrong, NULL));
  tell("stack nowhere", sigaltstack(NOWHERE, NULL));
  tell("stack to nowhere", sigaltstack(NULL, NOWHERE));
  struct sigaction action = {0};
  tell("action of 0", sigaction(0, &action, NULL));
  tell("action of 65", sigaction(65, &action, NULL));
  tell("action of SIGKILL", sigaction(SIGKILL, &action, NULL));
  tell("asking for SIGKILL's", sigaction(SIGKILL, NULL, &action));
}

static void times(void) {
  struct timespec bad = {0, -1}, past = {-1, 0};
  struct itimerval wrong = {{0, 0}, {0, 1000000}};
  tell("sleep nowhere", nanosleep(NOWHERE, NULL));
  tell("sleep for no time", nanosleep(&bad, NULL));
  tell("sleep for less than none", nanosleep(&past, NULL));
  tell("clock that does not exist", clock_gettime(77, &past));
  tell("clock that does not exist, nowhere", clock_gettime(77, NOWHERE));
  tell("timer that does not exist", setitimer(77, &wrong, NULL));
  tell("timer for no time", setitimer(ITIMER_REAL, &wrong, NULL));
  tell("timer from nowhere", setitimer(ITIMER_REAL, NOWHERE, NULL));
  tell("timer to nowhere", getitimer(ITIMER_REAL, NOWHERE));
  struct itimerspec span = {{0, 0}, {0, 2000000000}};
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  uint64_t count;
  tell("timerfd of a clock that does not exist", timerfd_create(77, 0));
  tell("timerfd with flags that do not exist", timerfd_create(CLOCK_MONOTONIC, 1));
  tell("timerfd for no time", timerfd_settime(fd, 0, &span, NULL));
  tell("timerfd from nowhere", timerfd_settime(fd, 0, NOWHERE, NULL));
  tell("timerfd with flags", timerfd_settime(fd, 77, &span, NULL));
  tell("timerfd to nowhere", timerfd_gettime(fd, NOWHERE));
  tell("of what is none", timerfd_gettime(1, &span));
  tell("of what is closed", timerfd_gettime(77, &span));
  tell("read too little", read(fd, &count, 7));
  tell("read nothing yet", read(fd, &count, 8));
  tell("write to it", write(fd, &count, 8));
  close(fd);
  fd = eventfd(0, EFD_NONBLOCK);
  tell("eventfd with flags that do not exist", eventfd(0, 0x40000000));
  tell("write too little", write(fd, &count, 7));
  tell("write from nowhere", write(fd, NOWHERE, 8));
  count = UINT64_MAX;
  tell("write too much", write(fd, &count, 8));
  tell("read nothing yet", read(fd, &count, 8));
  count = 5;
  tell("write more than it takes", write(fd, &count, 16));
  tell("write", write(fd, &count, 8));
  tell("read too little", read(fd, &count, 7));
  tell("read nowhere", read(fd, NOWHERE, 8));
  close(fd);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  waiting();
  executing();
  limits();
  sending();
  masks();
  times();
  return 0;
}

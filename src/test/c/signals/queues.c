// Order of delivery, real-time queues and their values, masks during handlers, what pending signals
// become.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void tell(int sig, siginfo_t *info, void *context) {
  printf("%d code %d value %d\n", sig >= SIGRTMIN ? sig - SIGRTMIN + 100 : sig, info->si_code, info->si_code == SI_QUEUE ? info->si_value.sival_int : 0);
}

static void simple(int sig) {
  sigset_t now;
  sigprocmask(SIG_BLOCK, NULL, &now);
  printf("%d in handler, blocked: %d %d\n", sig, sigismember(&now, SIGUSR1), sigismember(&now, SIGUSR2));
}

static void nested(int sig) {
  static int depth, times;
  printf("depth %d\n", ++depth);
  if (++times % 3)
    raise(sig);
  depth--;
}

static void set(int sig, void (*h)(int), int flags, int also) {
  struct sigaction act = {.sa_handler = h, .sa_flags = flags};
  sigemptyset(&act.sa_mask);
  if (also)
    sigaddset(&act.sa_mask, also);
  sigaction(sig, &act, NULL);
}

static void queue(int sig, int value) {
  union sigval v = {.sival_int = value};
  int result = sigqueue(getpid(), sig, v);
  if (result)
    printf("sigqueue: %s\n", strerror(errno));
}

int main(void) {
  sigset_t all, old;
  struct sigaction act = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO};
  sigfillset(&act.sa_mask);
  for (int i = 0; i < 4; i++)
    sigaction(SIGRTMIN + i, &act, NULL);
  sigaction(SIGUSR1, &act, NULL);
  sigaction(SIGUSR2, &act, NULL);
  sigaction(SIGTERM, &act, NULL);
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  queue(SIGRTMIN + 2, 1), queue(SIGRTMIN, 2), queue(SIGRTMIN + 2, 3), queue(SIGRTMIN, 4);
  queue(SIGUSR1, 5), queue(SIGUSR1, 6);
  kill(getpid(), SIGUSR2), kill(getpid(), SIGTERM), raise(SIGRTMIN + 1), kill(getpid(), SIGRTMIN + 1);
  sigset_t pending;
  sigpending(&pending);
  for (int i = 1; i <= SIGRTMAX; i++)
    if (sigismember(&pending, i) > 0)
      printf("pending %d\n", i >= SIGRTMIN ? i - SIGRTMIN + 100 : i);
  sigprocmask(SIG_SETMASK, &old, NULL);
  puts("waiting");
  sigprocmask(SIG_BLOCK, &all, NULL);
  siginfo_t info;
  for (int i = 0; i < 3; i++)
    queue(SIGRTMIN + 1, 10 - i);
  queue(SIGRTMIN, 7);
  for (int i = 0; i < 4; i++) {
    int sig = sigwaitinfo(&all, &info);
    printf("%d %d %d\n", sig - SIGRTMIN, info.si_value.sival_int, info.si_pid == getpid());
  }
  struct timespec none = {0, 0};
  printf("%d", sigtimedwait(&all, &info, &none));
  printf(" %s\n", strerror(errno));
  puts("ignored");
  kill(getpid(), SIGUSR1);
  signal(SIGUSR1, SIG_IGN);
  sigpending(&pending);
  printf("%d\n", sigismember(&pending, SIGUSR1));
  kill(getpid(), SIGUSR1);
  sigpending(&pending);
  printf("blocked and ignored: %d\n", sigismember(&pending, SIGUSR1));
  signal(SIGUSR1, SIG_IGN);
  kill(getpid(), SIGCHLD);
  sigpending(&pending);
  printf("SIGCHLD by default: %d\n", sigismember(&pending, SIGCHLD));
  sigprocmask(SIG_SETMASK, &old, NULL);
  puts("masks");
  set(SIGUSR1, simple, 0, SIGUSR2), raise(SIGUSR1);
  set(SIGUSR1, simple, SA_NODEFER, 0), raise(SIGUSR1);
  set(SIGUSR1, simple, SA_NODEFER, SIGUSR1), raise(SIGUSR1);
  set(SIGUSR1, nested, SA_NODEFER, 0), raise(SIGUSR1);
  set(SIGUSR1, nested, 0, 0), raise(SIGUSR1);
  set(SIGUSR1, simple, SA_RESETHAND, 0), raise(SIGUSR1);
  struct sigaction now;
  sigaction(SIGUSR1, NULL, &now);
  printf("reset: %d, flags %x\n", now.sa_handler == SIG_DFL, now.sa_flags & ~0x4000000);
  puts("limits");
  fflush(stdout);
  if (fork() == 0) {
    struct rlimit limit = {0, 0};
    sigprocmask(SIG_BLOCK, &all, NULL);
    setrlimit(RLIMIT_SIGPENDING, &limit);
    for (int i = 0; i < 5; i++)
      queue(SIGRTMIN, i);
    printf("kill %d\n", kill(getpid(), SIGUSR1));
    printf("kill rt %d\n", kill(getpid(), SIGRTMIN));
    printf("raise rt %d\n", raise(SIGRTMIN + 1));
    sigpending(&pending);
    printf("%d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGRTMIN + 1));
    for (int i = 0; i < 5; i++) {
      int sig = sigtimedwait(&all, &info, &none);
      printf("%d %d %d\n", sig > 31 ? sig - SIGRTMIN : -sig, info.si_value.sival_int, info.si_code);
    }
    exit(0);
  }
  wait(NULL);
  printf("%d", sigqueue(getpid(), 65, (union sigval){.sival_int = 0}));
  printf(" %s\n", strerror(errno));
  printf("%d", sigqueue(getpid(), 0, (union sigval){.sival_int = 0}));
  printf("\n");
  return 0;
}

/* Handlers: order, masks, what they are told, and jumps out of them. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void plain(int sig) { printf("%d ", sig); }

static void told(int sig, siginfo_t *info, void *context) {
  printf("%d code %d own %d value %d\n", sig, info->si_code, info->si_pid == getpid(),
         info->si_value.sival_int);
}

static sigjmp_buf out;

static void fault(int sig, siginfo_t *info, void *context) {
  printf("fault %d code %d", sig, info->si_code);
  if (sig == SIGSEGV)
    printf(" at %p", info->si_addr);
  printf("\n");
  siglongjmp(out, sig);
}

static int depth;

static void nested(int sig) {
  int mine = depth++;
  printf("enter %d\n", mine);
  if (mine < 3)
    raise(sig);
  printf("leave %d\n", mine);
}

static volatile int looped;
static volatile int done;

static void stop(int sig) { done = 1; }

static jmp_buf deep;

static void down(int n) {
  if (n == 0)
    longjmp(deep, 0);
  down(n - 1);
}

int main(void) {
  struct sigaction act;
  sigset_t all, pending, none;
  union sigval value;
  volatile int zero = 0, changed = 1;
  memset(&act, 0, sizeof act);

  signal(SIGUSR1, plain);
  signal(SIGUSR2, plain);
  signal(SIGHUP, plain);
  act.sa_sigaction = told;
  act.sa_flags = SA_SIGINFO;
  sigaction(SIGRTMIN, &act, NULL);
  sigaction(SIGRTMIN + 1, &act, NULL);
  sigfillset(&all);
  sigemptyset(&none);
  sigprocmask(SIG_BLOCK, &all, NULL);
  raise(SIGUSR1), raise(SIGUSR1), raise(SIGUSR2), raise(SIGHUP);
  for (int i = 0; i < 3; i++) {
    value.sival_int = i;
    sigqueue(getpid(), SIGRTMIN + i % 2, value);
  }
  sigpending(&pending);
  printf("pending %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGTERM));
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  printf("\n");

  act.sa_sigaction = fault;
  sigaction(SIGSEGV, &act, NULL);
  sigaction(SIGFPE, &act, NULL);
  if (sigsetjmp(out, 1) == 0)
    *(volatile int *)24 = 1;
  if (sigsetjmp(out, 1) == 0)
    zero = 5 / zero;
  if (sigsetjmp(out, 1) == 0)
    *(volatile int *)32 = 1;

  act.sa_handler = nested;
  act.sa_flags = SA_NODEFER;
  sigaction(SIGTERM, &act, NULL);
  raise(SIGTERM);
  act.sa_flags = SA_RESETHAND;
  sigaction(SIGTERM, &act, NULL);
  depth = 3;
  raise(SIGTERM);
  sigaction(SIGTERM, NULL, &act);
  printf("reset %d\n", act.sa_handler == SIG_DFL);

  signal(SIGALRM, stop);
  alarm(1);
  while (!done)
    looped = 1;
  printf("interrupted %d\n", looped);

  int times = setjmp(deep);
  printf("jumped %d changed %d\n", times, changed);
  changed = 2;
  if (times == 0)
    down(10);

  stack_t stack = {malloc(SIGSTKSZ), 0, SIGSTKSZ};
  sigaltstack(&stack, NULL);
  sigaltstack(NULL, &stack);
  printf("alternate %d\n", stack.ss_flags);
  printf("bad %d %d", sigaction(SIGKILL, &act, NULL), errno);
  printf(" %d %d\n", kill(getpid(), 65), errno);
  printf("%s, %s\n", strsignal(SIGCHLD), strsignal(SIGRTMIN + 2));
  fflush(stdout);
  abort();
}

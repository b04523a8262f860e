// Blocked signals stay pending, once each, until they are unblocked.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t got[65];
static void handler(int n) { got[n]++; }

int main(void) {
  sigset_t set, old, pending;
  signal(SIGUSR1, handler);
  signal(SIGUSR2, handler);
  signal(SIGHUP, handler);
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGHUP);
  printf("%d %d %d\n", sigismember(&set, SIGUSR1), sigismember(&set, SIGUSR2), sigismember(&set, SIGHUP));
  sigprocmask(SIG_BLOCK, &set, &old);
  printf("%d\n", sigismember(&old, SIGUSR1));
  for (int i = 0; i < 3; i++) raise(SIGUSR1), raise(SIGUSR2);
  printf("%d %d\n", got[SIGUSR1], got[SIGUSR2]);
  sigpending(&pending);
  printf("%d %d %d\n", sigismember(&pending, SIGUSR1), sigismember(&pending, SIGUSR2), sigismember(&pending, SIGHUP));
  sigdelset(&set, SIGHUP);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  printf("%d\n", got[SIGUSR1]);
  raise(SIGHUP);
  printf("%d\n", got[SIGHUP]);
  sigprocmask(SIG_SETMASK, &old, NULL);
  printf("%d\n", got[SIGHUP]);
  sigfillset(&set);
  sigdelset(&set, SIGUSR2);
  sigprocmask(SIG_SETMASK, &set, NULL);
  raise(SIGUSR2);
  raise(SIGUSR1);
  printf("%d %d\n", got[SIGUSR2], got[SIGUSR1]);
  sigset_t wait;
  sigfillset(&wait);
  sigdelset(&wait, SIGUSR1);
  printf("%d\n", sigsuspend(&wait));
  printf("%d\n", got[SIGUSR1]);
  signal(SIGUSR1, SIG_IGN);
  raise(SIGUSR1);
  sigpending(&pending);
  printf("%d\n", sigismember(&pending, SIGUSR1));
  return 0;
}

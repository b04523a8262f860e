// Actions after fork: the child inherits handlers and the mask, but no pending signals.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t calls;
static void count(int n) { calls++; }

int main(void) {
  sigset_t set, pending;
  signal(SIGUSR1, count);
  signal(SIGUSR2, SIG_IGN);
  sigemptyset(&set);
  sigaddset(&set, SIGHUP);
  sigprocmask(SIG_BLOCK, &set, NULL);
  raise(SIGHUP);
  if (fork() == 0) {
    sigset_t now;
    sigpending(&pending);
    sigprocmask(SIG_BLOCK, NULL, &now);
    raise(SIGUSR1);
    raise(SIGUSR2);
    _exit(calls * 10 + sigismember(&pending, SIGHUP) * 2 + sigismember(&now, SIGHUP));
  }
  int status;
  wait(&status);
  printf("%d %d\n", WIFEXITED(status), WEXITSTATUS(status));
  sigpending(&pending);
  printf("%d %d\n", calls, sigismember(&pending, SIGHUP));
  return 0;
}

// SIGCHLD comes when children end; a handler reaps them all.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped, sum;

static void reap(int n) {
  int saved = errno, status;
  while (waitpid(-1, &status, WNOHANG) > 0) {
    reaped++;
    sum += WEXITSTATUS(status);
  }
  errno = saved;
}

int main(void) {
  struct sigaction a;
  memset(&a, 0, sizeof a);
  a.sa_handler = reap;
  sigemptyset(&a.sa_mask);
  sigaction(SIGCHLD, &a, NULL);
  sigset_t block, old;
  sigemptyset(&block);
  sigaddset(&block, SIGCHLD);
  sigprocmask(SIG_BLOCK, &block, &old);
  for (int i = 1; i <= 5; i++)
    if (fork() == 0) _exit(i);
  while (reaped < 5) sigsuspend(&old);
  printf("%d %d\n", reaped, sum);
  sigprocmask(SIG_SETMASK, &old, NULL);
  signal(SIGCHLD, SIG_IGN);
  if (fork() == 0) _exit(3);
  int r = wait(NULL);
  printf("%d %d\n", r, errno == ECHILD);
  return 0;
}

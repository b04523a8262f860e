// Handlers run when a signal is raised, with its number, and return to where it was.
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t count, last;
static void handler(int n) {
  count++;
  last = n;
}

int main(void) {
  void (*old)(int) = signal(SIGUSR1, handler);
  printf("%d\n", old == SIG_DFL);
  raise(SIGUSR1);
  printf("%d %d\n", count, last == SIGUSR1);
  signal(SIGTERM, handler);
  kill(getpid(), SIGTERM);
  printf("%d %d\n", count, last == SIGTERM);
  old = signal(SIGUSR1, SIG_IGN);
  printf("%d\n", old == handler);
  raise(SIGUSR1);
  printf("%d\n", count);
  struct sigaction action, previous;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  printf("%d\n", sigaction(SIGINT, &action, NULL));
  for (int i = 0; i < 5; i++) raise(SIGINT);
  printf("%d\n", count);
  sigaction(SIGINT, NULL, &previous);
  printf("%d\n", previous.sa_handler == handler);
  action.sa_flags = SA_RESETHAND;
  sigaction(SIGUSR2, &action, NULL);
  raise(SIGUSR2);
  sigaction(SIGUSR2, NULL, &previous);
  printf("%d %d\n", count, previous.sa_handler == SIG_DFL);
  printf("%d %d\n", sigaction(SIGKILL, &action, NULL), signal(SIGSTOP, handler) == SIG_ERR);
  printf("%s\n", strsignal(SIGSEGV));
  fflush(stdout);
  raise(SIGUSR2);
  puts("never");
  return 0;
}

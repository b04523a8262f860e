// Waiting for a signal that is not blocked: it ends the process all the same, unless it is handled.
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int handled;

static void handle(int signal) { handled = signal; }

static void child(int blocks, int handles) {
  sigset_t set;
  siginfo_t info;
  struct itimerval soon = {{0, 0}, {0, 10000}};
  sigemptyset(&set);
  sigaddset(&set, SIGALRM);
  if (handles) signal(SIGALRM, handle);
  sigprocmask(blocks ? SIG_BLOCK : SIG_UNBLOCK, &set, 0);
  setitimer(ITIMER_REAL, &soon, 0);
  int got = sigwaitinfo(&set, &info);
  _exit(got + 64 * (handled != 0));
}

int main(void) {
  for (int i = 0; i < 4; i++) {
    int status, pid = fork();
    if (pid == 0) child(i & 1, i & 2);
    waitpid(pid, &status, 0);
    printf("blocked %d, handled %d: ", i & 1, i >> 1);
    if (WIFSIGNALED(status))
      printf("killed by %d\n", WTERMSIG(status));
    else
      printf("got %d\n", WEXITSTATUS(status));
  }
  return 0;
}

#include "waits.h"

int main(void) {
  sigset_t none, usr1;
  sigemptyset(&none);
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  signal(SIGUSR1, ignore);
  if (fork() == 0) {
    later();
    if (!STUCK)
      kill(getppid(), SIGUSR1);
    _exit(0);
  }
  sigsuspend(&none);
  return done("a signal came");
}

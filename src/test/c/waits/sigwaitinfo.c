#include "waits.h"

int main(void) {
  sigset_t usr1;
  siginfo_t info;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  if (fork() == 0) {
    later();
    if (!STUCK)
      sigqueue(getppid(), SIGUSR1, (union sigval){5});
    _exit(0);
  }
  sigwaitinfo(&usr1, &info);
  printf("%d\n", info.si_value.sival_int);
  return done("a signal came");
}

#include "waits.h"

int main(void) {
  signal(SIGUSR1, ignore);
  if (fork() == 0) {
    later();
    if (!STUCK)
      kill(getppid(), SIGUSR1);
    _exit(0);
  }
  pause();
  return done("a signal came");
}

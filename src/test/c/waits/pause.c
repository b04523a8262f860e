#include "waits.h"

int main(void) {
  signal(SIGUSR1, ignore);
  if (fork() == 0) {
    // Many, since one that comes before the parent waits ends nothing.
    for (int i = 0; i < 100; i++) {
      later();
      if (!STUCK)
        kill(getppid(), SIGUSR1);
    }
    _exit(0);
  }
  pause();
  return done("a signal came");
}

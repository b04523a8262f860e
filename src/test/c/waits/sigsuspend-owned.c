#include "waits.h"

// Somebody else has a process told of what comes to a pipe, once it waits already.
int main(void) {
  int ends[2];
  sigset_t none, io;
  sigemptyset(&none);
  sigemptyset(&io);
  sigaddset(&io, SIGIO);
  sigprocmask(SIG_BLOCK, &io, NULL);
  signal(SIGIO, ignore);
  pipe(ends);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    fcntl(ends[0], F_SETOWN, getppid());
    fcntl(ends[0], F_SETFL, O_ASYNC);
    write(ends[1], "x", 1);
    stay();
    _exit(0);
  }
  sigsuspend(&none);
  return done("it was told");
}

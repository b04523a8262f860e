#include "waits.h"

// A pipe tells of what is written by SIGIO.
int main(void) {
  int ends[2];
  sigset_t none, io;
  sigemptyset(&none);
  sigemptyset(&io);
  sigaddset(&io, SIGIO);
  sigprocmask(SIG_BLOCK, &io, NULL);
  signal(SIGIO, ignore);
  pipe(ends);
  fcntl(ends[0], F_SETOWN, getpid());
  fcntl(ends[0], F_SETFL, O_ASYNC);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    write(ends[1], "x", 1);
    stay();
    _exit(0);
  }
  sigsuspend(&none);
  return done("something was written");
}

#include "sockets.h"

int main(void) {
  int s[2];
  sigset_t none, urgent;
  sigemptyset(&none);
  sigemptyset(&urgent);
  sigaddset(&urgent, SIGURG);
  sigprocmask(SIG_BLOCK, &urgent, NULL);
  signal(SIGURG, ignore);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  fcntl(s[0], F_SETOWN, getpid());
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    send(s[1], "x", 1, MSG_OOB);
    stay();
    _exit(0);
  }
  sigsuspend(&none);
  return done("urgent data came");
}

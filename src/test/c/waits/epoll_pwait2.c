#define _GNU_SOURCE
#include "waits.h"
#include <sys/epoll.h>

int main(void) {
  int ends[2], set = epoll_create1(0);
  struct epoll_event event = {EPOLLIN};
  sigset_t none;
  sigemptyset(&none);
  pipe(ends);
  epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(ends[1], "x", 1);
    _exit(0);
  }
  printf("%d\n", epoll_pwait2(set, &event, 1, NULL, &none));
  return done("ready");
}

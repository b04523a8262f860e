#include "sockets.h"

int main(void) {
  int fd = bound(SOCK_SEQPACKET);
  listen(fd, 1);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    connected(SOCK_SEQPACKET);
    stay();
    _exit(0);
  }
  printf("%d\n", accept4(fd, NULL, NULL, SOCK_CLOEXEC) > 0);
  return done("accepted");
}

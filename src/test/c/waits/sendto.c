#include "sockets.h"

int main(void) {
  int receiver = bound(SOCK_DGRAM), fd = connected(SOCK_DGRAM);
  fill(fd);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    empty(receiver);
    stay();
    _exit(0);
  }
  close(receiver);
  printf("%zd\n", sendto(fd, "x", 1, 0, NULL, 0));
  return done("sent");
}

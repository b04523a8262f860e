#include "sockets.h"

int main(void) {
  int fd = bound(SOCK_STREAM);
  listen(fd, 1);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    connected(SOCK_STREAM);
    stay();
    _exit(0);
  }
  printf("%d\n", accept(fd, NULL, NULL) > 0);
  return done("accepted");
}

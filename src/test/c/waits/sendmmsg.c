#include "sockets.h"

int main(void) {
  int s[2];
  struct iovec part = {"x", 1};
  struct mmsghdr message = {message_of(&part)};
  socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
  fill(s[0]);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    empty(s[1]);
    stay();
    _exit(0);
  }
  close(s[1]);
  printf("%d\n", sendmmsg(s[0], &message, 1, 0));
  return done("sent");
}

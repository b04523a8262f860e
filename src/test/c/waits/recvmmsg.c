#include "sockets.h"

int main(void) {
  int s[2];
  char c = 0;
  struct iovec part = {&c, 1};
  struct mmsghdr message = {message_of(&part)};
  socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    write(s[1], "x", 1);
    stay();
    _exit(0);
  }
  close(s[1]);
  printf("%d %c\n", recvmmsg(s[0], &message, 1, 0, NULL), c);
  return done("received");
}

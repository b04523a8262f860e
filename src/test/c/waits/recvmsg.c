#include "sockets.h"

int main(void) {
  int s[2];
  char c = 0;
  struct iovec part = {&c, 1};
  struct msghdr message = message_of(&part);
  socketpair(AF_UNIX, SOCK_SEQPACKET, 0, s);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    write(s[1], "x", 1);
    stay();
    _exit(0);
  }
  close(s[1]);
  printf("%zd %c\n", recvmsg(s[0], &message, 0), c);
  return done("received");
}

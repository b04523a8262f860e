#include "sockets.h"

int main(void) {
  int s[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
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
  printf("%zd\n", send(s[0], "x", 1, 0));
  return done("sent");
}

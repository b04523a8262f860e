#include "sockets.h"

int main(void) {
  int s[2];
  char c = 0;
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    send(s[1], "x", 1, 0);
    stay();
    _exit(0);
  }
  printf("%zd %c\n", recv(s[0], &c, 1, 0), c);
  return done("received");
}

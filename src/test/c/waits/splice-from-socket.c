#define _GNU_SOURCE
#include "waits.h"
#include <sys/socket.h>

int main(void) {
  int p[2], s[2];
  pipe(p);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(s[1], "x", 1);
    _exit(0);
  }
  printf("%zd\n", splice(s[0], NULL, p[1], NULL, 1, 0));
  return done("moved a byte from a socket");
}

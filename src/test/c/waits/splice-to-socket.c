#define _GNU_SOURCE
#include "waits.h"
#include <sys/socket.h>

int main(void) {
  int p[2], s[2];
  char block[4096] = "";
  pipe(p);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  fcntl(s[0], F_SETFL, O_NONBLOCK);
  while (write(s[0], block, sizeof block) > 0)
    ;
  fcntl(s[0], F_SETFL, 0);
  write(p[1], "x", 1);
  if (fork() == 0) {
    later();
    if (!STUCK) {
      fcntl(s[1], F_SETFL, O_NONBLOCK);
      while (read(s[1], block, sizeof block) > 0)
        ;
    }
    _exit(0);
  }
  printf("%zd\n", splice(p[0], NULL, s[0], NULL, 1, 0));
  return done("moved a byte to a socket");
}

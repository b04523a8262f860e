#include "waits.h"

static char bytes[65536];

int main(void) {
  int p[2];
  struct iovec part = {bytes, 1};
  signal(SIGPIPE, SIG_IGN);
  pipe(p);
  write(p[1], bytes, sizeof bytes);
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    _exit(0);
  }
  close(p[0]);
  printf("%d", (int)writev(p[1], &part, 1));
  printf(" %s\n", strerror(errno));
  return done("the reader is gone");
}

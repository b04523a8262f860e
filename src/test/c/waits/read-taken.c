#define _GNU_SOURCE
#include "waits.h"
#include <sys/pidfd.h>

// The reader alone has the other end, of which the child takes a copy.
int main(void) {
  int p[2];
  char c;
  pid_t parent = getpid();
  pipe(p);
  if (fork() == 0) {
    close(p[1]);
    close(p[0]);
    later();
    if (!STUCK) {
      int reader = pidfd_open(parent, 0);
      int taken = pidfd_getfd(reader, p[1], 0);
      write(taken, "x", 1);
    }
    _exit(0);
  }
  read(p[0], &c, 1);
  return done("read a byte that came through a descriptor that was taken");
}

#include "waits.h"

// The reader alone has the other end, which the child opens through /proc.
int main(void) {
  int p[2];
  char c, path[64];
  pid_t parent = getpid();
  pipe(p);
  if (fork() == 0) {
    close(p[1]);
    close(p[0]);
    later();
    if (!STUCK) {
      snprintf(path, sizeof path, "/proc/%d/fd/%d", parent, p[1]);
      int opened = open(path, O_WRONLY);
      write(opened, "x", 1);
    }
    _exit(0);
  }
  read(p[0], &c, 1);
  return done("read a byte that came through /proc");
}

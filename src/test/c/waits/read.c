#include "waits.h"

int main(void) {
  int p[2];
  char c;
  pipe(p);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(p[1], "x", 1);
    _exit(0);
  }
  read(p[0], &c, 1);
  return done("read a byte");
}

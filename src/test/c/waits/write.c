#include "waits.h"

static char bytes[65536];

int main(void) {
  int p[2];
  pipe(p);
  write(p[1], bytes, sizeof bytes);
  if (fork() == 0) {
    later();
    if (!STUCK)
      read(p[0], bytes, 4096);
    _exit(0);
  }
  write(p[1], bytes, 1);
  return done("wrote a byte");
}

#define _GNU_SOURCE
#include "waits.h"

int main(void) {
  int in[2], out[2];
  pipe(in);
  pipe(out);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(in[1], "x", 1);
    _exit(0);
  }
  printf("%zd\n", tee(in[0], out[1], 1, 0));
  return done("copied a byte");
}

#define _GNU_SOURCE
#include "waits.h"

static char bytes[65536];

int main(void) {
  int in[2], out[2];
  pipe(in);
  pipe(out);
  write(in[1], bytes, 1);
  write(out[1], bytes, sizeof bytes);
  if (fork() == 0) {
    later();
    if (!STUCK)
      read(out[0], bytes, 4096);
    _exit(0);
  }
  printf("%zd\n", splice(in[0], NULL, out[1], NULL, 1, 0));
  return done("moved a byte");
}

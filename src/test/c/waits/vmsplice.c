#define _GNU_SOURCE
#include "waits.h"

static char bytes[65536];

int main(void) {
  int p[2];
  struct iovec part = {bytes, 1};
  pipe(p);
  write(p[1], bytes, sizeof bytes);
  if (fork() == 0) {
    later();
    if (!STUCK)
      splice(p[0], NULL, open("/dev/null", O_WRONLY), NULL, 4096, 0);
    _exit(0);
  }
  printf("%zd\n", vmsplice(p[1], &part, 1, 0));
  return done("mapped a byte");
}

#include "waits.h"

int main(void) {
  int p[2];
  fd_set reads;
  pipe(p);
  FD_ZERO(&reads);
  FD_SET(p[0], &reads);
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(p[1], "x", 1);
    _exit(0);
  }
  printf("%d\n", select(p[0] + 1, &reads, NULL, NULL, NULL));
  return done("selected");
}

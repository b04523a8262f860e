#include "waits.h"

int main(void) {
  int p[2], q[2];
  pipe(p);
  pipe(q);
  struct pollfd polled[2] = {{p[0], POLLIN, 0}, {q[0], POLLIN, 0}};
  if (fork() == 0) {
    later();
    if (!STUCK)
      write(q[1], "x", 1);
    _exit(0);
  }
  printf("%d", poll(polled, 2, -1));
  printf(" %d %d\n", polled[0].revents, polled[1].revents);
  return done("polled");
}

#include "waits.h"

int main(void) {
  int p[2];
  char c[2];
  struct iovec parts[2] = {{c, 1}, {c + 1, 1}};
  pipe(p);
  if (fork() == 0) {
    close(p[0]);
    later();
    if (STUCK)
      rest_for_ever();
    _exit(0);
  }
  close(p[1]);
  printf("%d\n", (int)readv(p[0], parts, 2));
  return done("read to the end");
}

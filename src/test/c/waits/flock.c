#include "waits.h"

int main(void) {
  char name[64];
  sprintf(name, "/tmp/waits-flock-%d", getpid());
  int fd = open(name, O_RDWR | O_CREAT, 0600), ready[2];
  char c;
  pipe(ready);
  if (fork() == 0) {
    flock(open(name, O_RDWR), LOCK_EX);
    write(ready[1], "x", 1);
    later();
    if (STUCK)
      rest_for_ever();
    _exit(0);
  }
  read(ready[0], &c, 1);
  flock(fd, LOCK_SH);
  unlink(name);
  return done("locked");
}

#include "waits.h"

int main(void) {
  char name[64];
  sprintf(name, "/tmp/waits-fcntl-%d", getpid());
  int fd = open(name, O_RDWR | O_CREAT, 0600), ready[2];
  struct flock lock = {.l_type = F_WRLCK};
  char c;
  pipe(ready);
  if (fork() == 0) {
    fcntl(fd, F_SETLKW, &lock);
    write(ready[1], "x", 1);
    later();
    if (STUCK)
      rest_for_ever();
    lock.l_type = F_UNLCK;
    fcntl(fd, F_SETLK, &lock);
    _exit(0);
  }
  read(ready[0], &c, 1);
  printf("%d\n", fcntl(fd, F_SETLKW, &lock));
  unlink(name);
  return done("locked");
}

#include "waits.h"

int main(void) {
  char name[64];
  sprintf(name, "/tmp/waits-open-%d", getpid());
  mkfifo(name, 0600);
  if (fork() == 0) {
    later();
    if (!STUCK)
      open(name, O_WRONLY);
    _exit(0);
  }
  printf("%d\n", open(name, O_RDONLY) >= 0);
  unlink(name);
  return done("opened the FIFO");
}

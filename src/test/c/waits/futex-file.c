#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define futex(...) syscall(SYS_futex, __VA_ARGS__, NULL, NULL, 0)

// The child maps the file only when the parent waits in it.
int main(void) {
  char name[64];
  sprintf(name, "/tmp/waits-futex-%d", getpid());
  int fd = open(name, O_RDWR | O_CREAT, 0600);
  ftruncate(fd, 4096);
  unlink(name);
  if (fork() == 0) {
    later();
    if (!STUCK) {
      unsigned *own = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      *own = 1;
      futex(own, FUTEX_WAKE, 1);
    }
    _exit(0);
  }
  unsigned *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  printf("%ld\n", futex(word, FUTEX_WAIT, 0));
  return done("woken");
}

#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define futex(...) syscall(SYS_futex, __VA_ARGS__, NULL, NULL, 0)

// Whoever gives the memory back can wake nobody there any more, however long it goes on.
int main(void) {
  unsigned *word = shared(4096);
  if (fork() == 0) {
    later();
    if (STUCK)
      munmap(word, 4096);
    for (int i = 0; i < 10; i++)
      later();
    for (int i = 0; i < 1000 && futex(word, FUTEX_WAKE, 1) < 1 && !STUCK; i++)
      later();
    _exit(0);
  }
  printf("%ld\n", futex(word, FUTEX_WAIT, 0));
  return done("woken");
}

#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define futex(...) syscall(SYS_futex, __VA_ARGS__, NULL, NULL, 0)

int main(void) {
  unsigned *word = shared(sizeof *word);
  if (fork() == 0) {
    later();
    *word = 1;
    if (!STUCK)
      futex(word, FUTEX_WAKE, 1);
    _exit(0);
  }
  printf("%ld\n", futex(word, FUTEX_WAIT, 0));
  return done("woken");
}

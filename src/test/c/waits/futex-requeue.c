#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define futex(word, op, value, timeout, other, last) syscall(SYS_futex, word, op, value, timeout, other, last)

int main(void) {
  unsigned *words = shared(2 * sizeof *words);
  if (fork() == 0) {
    later();
    if (!STUCK)
      futex(&words[0], FUTEX_CMP_REQUEUE_PI, 1, NULL, &words[1], 0);
    _exit(0);
  }
  printf("%ld\n", futex(&words[0], FUTEX_WAIT_REQUEUE_PI, 0, NULL, &words[1], 0));
  return done("locked");
}

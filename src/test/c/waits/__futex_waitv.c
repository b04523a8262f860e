#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define __futex_waitv(...) syscall(SYS_futex_waitv, __VA_ARGS__)

int main(void) {
  unsigned *words = shared(2 * sizeof *words);
  struct futex_waitv both[2] = {{0, (unsigned long)&words[0], 2, 0}, {0, (unsigned long)&words[1], 2, 0}};
  if (fork() == 0) {
    later();
    if (!STUCK)
      for (int i = 0; i < 1000 && syscall(SYS_futex, &words[1], FUTEX_WAKE, 1, NULL, NULL, 0) < 1; i++)
        later();
    _exit(0);
  }
  printf("%ld\n", __futex_waitv(both, 2, 0, NULL, 0));
  return done("woken");
}

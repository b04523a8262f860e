#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#ifndef SYS_futex_wake
#define SYS_futex_wake 454
#define SYS_futex_wait 455
#endif
#define __futex_wait(...) syscall(SYS_futex_wait, __VA_ARGS__)

int main(void) {
  unsigned *word = shared(sizeof *word);
  if (fork() == 0) {
    later();
    if (!STUCK)
      for (int i = 0; i < 1000 && syscall(SYS_futex_wake, word, 1UL, 1, 2) < 1; i++)
        later();
    _exit(0);
  }
  printf("%ld\n", __futex_wait(word, 0UL, 1UL, 2, NULL, 0));
  return done("woken");
}

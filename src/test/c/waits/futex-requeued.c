#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define futex(word, op, value, timeout, other, last) syscall(SYS_futex, word, op, value, timeout, other, last)

int main(void) {
  unsigned *words = shared(2 * sizeof *words);
  unsigned *condition = &words[0], *lock = &words[1];
  if (fork() == 0) {
    futex(lock, FUTEX_LOCK_PI, 0, NULL, NULL, 0);
    later();
    // The parent waits for the lock from here on, which whoever ends leaves to the next.
    futex(condition, FUTEX_CMP_REQUEUE_PI, 1, NULL, lock, 0);
    if (STUCK)
      rest_for_ever();
    _exit(0);
  }
  printf("%ld\n", futex(condition, FUTEX_WAIT_REQUEUE_PI, 0, NULL, lock, 0));
  printf("%d\n", (*lock & FUTEX_OWNER_DIED) != 0);
  return done("locked");
}

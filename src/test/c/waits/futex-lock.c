#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/syscall.h>

#define futex(...) syscall(SYS_futex, __VA_ARGS__, 0, NULL, NULL, 0)

int main(void) {
  unsigned *word = shared(sizeof *word);
  int ready[2];
  char c;
  pipe(ready);
  if (fork() == 0) {
    futex(word, FUTEX_LOCK_PI);
    write(ready[1], "x", 1);
    later();
    if (STUCK)
      rest_for_ever();
    // Whoever ends leaves it to the next.
    _exit(0);
  }
  read(ready[0], &c, 1);
  printf("%ld\n", futex(word, FUTEX_LOCK_PI));
  printf("%d\n", (*word & FUTEX_OWNER_DIED) != 0);
  return done("locked");
}

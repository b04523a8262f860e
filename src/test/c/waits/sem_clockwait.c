#define _GNU_SOURCE
#include "waits.h"

// Its time runs out in any case, so that it is never for ever.
int main(void) {
  sem_t *s = shared(sizeof *s);
  struct timespec until;
  sem_init(s, 1, 0);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_nsec += 5000000;
  until.tv_sec += until.tv_nsec / 1000000000;
  until.tv_nsec %= 1000000000;
  printf("%d", sem_clockwait(s, CLOCK_MONOTONIC, &until));
  printf(" %s\n", strerror(errno));
  return done("over");
}

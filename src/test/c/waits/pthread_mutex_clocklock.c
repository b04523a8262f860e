#define _GNU_SOURCE
#include "waits.h"

// Its time runs out in any case, so that it is never for ever.
int main(void) {
  struct timespec until;
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&m);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_nsec += 5000000;
  until.tv_sec += until.tv_nsec / 1000000000;
  until.tv_nsec %= 1000000000;
  printf("%d\n", pthread_mutex_clocklock(&m, CLOCK_MONOTONIC, &until) == ETIMEDOUT);
  return done("over");
}

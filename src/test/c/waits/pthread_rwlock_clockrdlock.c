#define _GNU_SOURCE
#include "waits.h"

static void *take(void *lock) {
  pthread_rwlock_wrlock(lock);
  return NULL;
}

// Its time runs out in any case, so that it is never for ever.
int main(void) {
  struct timespec until;
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  pthread_t thread;
  pthread_create(&thread, NULL, take, &lock);
  pthread_join(thread, NULL);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_nsec += 5000000;
  until.tv_sec += until.tv_nsec / 1000000000;
  until.tv_nsec %= 1000000000;
  printf("%d\n", pthread_rwlock_clockrdlock(&lock, CLOCK_MONOTONIC, &until) == ETIMEDOUT);
  return done("over");
}

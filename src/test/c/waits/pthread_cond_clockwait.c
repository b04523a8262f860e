#define _GNU_SOURCE
#include "waits.h"

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;

static void *holder(void *arg) {
  pthread_mutex_lock(&m);
  usleep(20000);
  if (STUCK)
    rest_for_ever();
  pthread_mutex_unlock(&m);
  return NULL;
}

// The time runs out, and then it waits for the mutex.
int main(void) {
  pthread_t thread;
  struct timespec until;
  pthread_mutex_lock(&m);
  pthread_create(&thread, NULL, holder, NULL);
  clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_nsec += 5000000;
  until.tv_sec += until.tv_nsec / 1000000000;
  until.tv_nsec %= 1000000000;
  printf("%d\n", pthread_cond_clockwait(&c, &m, CLOCK_MONOTONIC, &until) == ETIMEDOUT);
  pthread_mutex_unlock(&m);
  pthread_join(thread, NULL);
  return done("over");
}

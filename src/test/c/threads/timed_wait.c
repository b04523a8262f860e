// Waits with a limit of time end with ETIMEDOUT.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <time.h>

static struct timespec soon(long ms) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  t.tv_nsec += ms * 1000000;
  t.tv_sec += t.tv_nsec / 1000000000;
  t.tv_nsec %= 1000000000;
  return t;
}

int main(void) {
  pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t c = PTHREAD_COND_INITIALIZER;
  struct timespec t = soon(20), before, after;
  clock_gettime(CLOCK_MONOTONIC, &before);
  pthread_mutex_lock(&m);
  printf("%d\n", pthread_cond_timedwait(&c, &m, &t) == ETIMEDOUT);
  pthread_mutex_unlock(&m);
  clock_gettime(CLOCK_MONOTONIC, &after);
  long ms = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
  printf("%d\n", ms >= 19 && ms < 2000);
  sem_t s;
  sem_init(&s, 0, 0);
  t = soon(10);
  int r = sem_timedwait(&s, &t);
  printf("%d %d\n", r, errno == ETIMEDOUT);
  sem_post(&s);
  printf("%d\n", sem_timedwait(&s, &t));
  struct timespec nap = {0, 5000000}, rest;
  printf("%d\n", nanosleep(&nap, &rest));
  return 0;
}

#include "waits.h"

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *holder(void *ready) {
  pthread_mutex_lock(&m);
  sem_post(ready);
  later();
  if (STUCK)
    rest_for_ever();
  pthread_mutex_unlock(&m);
  return NULL;
}

int main(void) {
  pthread_t thread;
  sem_t ready;
  sem_init(&ready, 0, 0);
  pthread_create(&thread, NULL, holder, &ready);
  sem_wait(&ready);
  pthread_mutex_lock(&m);
  pthread_join(thread, NULL);
  return done("locked");
}

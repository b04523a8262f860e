#include "waits.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void *holder(void *ready) {
  pthread_rwlock_wrlock(&lock);
  sem_post(ready);
  later();
  if (STUCK)
    rest_for_ever();
  pthread_rwlock_unlock(&lock);
  return NULL;
}

int main(void) {
  pthread_t thread;
  sem_t ready;
  sem_init(&ready, 0, 0);
  pthread_create(&thread, NULL, holder, &ready);
  sem_wait(&ready);
  pthread_rwlock_rdlock(&lock);
  pthread_join(thread, NULL);
  return done("may be read");
}

// Detached threads need no join; main may leave by pthread_exit while others go on.
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static sem_t done;
static pthread_t first;

static void *detached(void *argument) {
  pthread_detach(pthread_self());
  sem_post(&done);
  return NULL;
}
static void *last(void *argument) {
  pthread_join(first, NULL);
  puts("after main");
  return NULL;
}

int main(void) {
  pthread_t t;
  pthread_attr_t a;
  sem_init(&done, 0, 0);
  pthread_create(&t, NULL, detached, NULL);
  sem_wait(&done);
  pthread_attr_init(&a);
  pthread_attr_setdetachstate(&a, PTHREAD_CREATE_DETACHED);
  pthread_create(&t, &a, detached, NULL);
  sem_wait(&done);
  pthread_attr_destroy(&a);
  first = pthread_self();
  pthread_create(&t, NULL, last, NULL);
  puts("main leaves");
  pthread_exit(NULL);
}

#include "waits.h"

static pthread_barrier_t barrier;

static void *other(void *arg) {
  later();
  if (!STUCK)
    pthread_barrier_wait(&barrier);
  return NULL;
}

int main(void) {
  pthread_t thread;
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&thread, NULL, other, NULL);
  pthread_barrier_wait(&barrier);
  pthread_join(thread, NULL);
  return done("both have come");
}

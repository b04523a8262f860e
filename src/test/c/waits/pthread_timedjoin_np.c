#define _GNU_SOURCE
#include "waits.h"

static void *other(void *arg) {
  later();
  if (STUCK)
    rest_for_ever();
  return NULL;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, other, NULL);
  printf("%d\n", pthread_timedjoin_np(thread, NULL, NULL));
  return done("joined");
}

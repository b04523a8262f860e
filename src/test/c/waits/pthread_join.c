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
  pthread_join(thread, NULL);
  return done("joined");
}

#include "waits.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static sem_t begun;

static void begin(void) {
  sem_post(&begun);
  later();
  if (STUCK)
    rest_for_ever();
}

static void *other(void *arg) {
  pthread_once(&once, begin);
  return NULL;
}

int main(void) {
  pthread_t thread;
  sem_init(&begun, 0, 0);
  pthread_create(&thread, NULL, other, NULL);
  sem_wait(&begun);
  pthread_once(&once, begin);
  pthread_join(thread, NULL);
  return done("begun");
}

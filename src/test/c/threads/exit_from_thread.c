// exit in any thread ends the whole process with its status, after the handlers.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void last(void) { puts("handler"); }
static void *leave(void *argument) {
  puts("leaving");
  exit(21);
}
static void *spin(void *argument) {
  for (;;) usleep(1000);
}

int main(void) {
  pthread_t a, b;
  atexit(last);
  pthread_create(&a, NULL, spin, NULL);
  pthread_create(&b, NULL, leave, NULL);
  pthread_join(a, NULL);
  puts("never");
  return 0;
}

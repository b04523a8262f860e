// A fault in one thread ends all of them.
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *fault(void *argument) {
  *(volatile int *)16 = 3;
  return NULL;
}

int main(void) {
  pthread_t t;
  printf("before\n");
  fflush(stdout);
  pthread_create(&t, NULL, fault, NULL);
  for (;;) usleep(10000);
}

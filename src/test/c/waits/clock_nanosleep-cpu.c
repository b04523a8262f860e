#include "waits.h"

static volatile int over;

static void *other(void *argument) {
  if (STUCK)
    rest_for_ever();
  while (!over)
    ;
  return NULL;
}

// A process whose threads all rest uses no CPU time.
int main(void) {
  struct timespec duration = {0, 2000000};
  pthread_t thread;
  pthread_create(&thread, NULL, other, NULL);
  printf("%d\n", clock_nanosleep(CLOCK_PROCESS_CPUTIME_ID, 0, &duration, NULL));
  over = 1;
  pthread_join(thread, NULL);
  return done("slept");
}

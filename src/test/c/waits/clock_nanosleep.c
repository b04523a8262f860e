#include "waits.h"

// It ends by itself.
int main(void) {
  struct timespec duration = {0, 2000000};
  printf("%d\n", clock_nanosleep(CLOCK_MONOTONIC, 0, &duration, NULL));
  return done("slept");
}

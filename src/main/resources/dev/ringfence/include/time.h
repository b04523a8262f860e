#include <sys/types.h>
struct timespec {
  time_t tv_sec;
  long tv_nsec;
};
typedef int clockid_t;
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#include <bits/timers.h>
time_t time(time_t *result);

#include <bits/timespec.h>
#include <bits/sigevent.h>
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define CLOCK_TAI 11
#define TIMER_ABSTIME 1
typedef void *timer_t;
struct itimerspec {
  struct timespec it_interval;
  struct timespec it_value;
};

#include <bits/timeval.h>
#define ITIMER_REAL 0
struct itimerval {
  struct timeval it_interval;
  struct timeval it_value;
};

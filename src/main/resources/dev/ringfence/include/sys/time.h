#include <bits/itimer.h>
#include <bits/timeval.h>
#include <sys/select.h>
#include <sys/types.h>
#include <time.h>
struct timezone {
  int tz_minuteswest;
  int tz_dsttime;
};
#define timerisset(t) ((t)->tv_sec || (t)->tv_usec)
#define timerclear(t) ((t)->tv_sec = (t)->tv_usec = 0)
#define timercmp(a, b, op) \
  ((a)->tv_sec == (b)->tv_sec ? (a)->tv_usec op(b)->tv_usec : (a)->tv_sec op(b)->tv_sec)
#define timeradd(a, b, to) \
  do { \
    (to)->tv_sec = (a)->tv_sec + (b)->tv_sec; \
    (to)->tv_usec = (a)->tv_usec + (b)->tv_usec; \
    if ((to)->tv_usec >= 1000000) { \
      ++(to)->tv_sec; \
      (to)->tv_usec -= 1000000; \
    } \
  } while (0)
#define timersub(a, b, to) \
  do { \
    (to)->tv_sec = (a)->tv_sec - (b)->tv_sec; \
    (to)->tv_usec = (a)->tv_usec - (b)->tv_usec; \
    if ((to)->tv_usec < 0) { \
      --(to)->tv_sec; \
      (to)->tv_usec += 1000000; \
    } \
  } while (0)
int gettimeofday(struct timeval *restrict to, void *restrict zone);
int utimes(const char *path, const struct timeval times[2]);
int lutimes(const char *path, const struct timeval times[2]);
int futimes(int fd, const struct timeval times[2]);
#define TIMEVAL_TO_TIMESPEC(from, to) \
  ((to)->tv_sec = (from)->tv_sec, (void)((to)->tv_nsec = (from)->tv_usec * 1000))
#define TIMESPEC_TO_TIMEVAL(to, from) \
  ((to)->tv_sec = (from)->tv_sec, (void)((to)->tv_usec = (from)->tv_nsec / 1000))
int settimeofday(const struct timeval *time, const struct timezone *zone);

#include <errno.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

time_t time(time_t *result) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (result)
    *result = now.tv_sec;
  return now.tv_sec;
}

double difftime(time_t later, time_t earlier) { return (double)later - (double)earlier; }

int gettimeofday(struct timeval *restrict to, void *restrict zone) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  to->tv_sec = now.tv_sec;
  to->tv_usec = now.tv_nsec / 1000;
  return 0;
}

int timespec_get(struct timespec *to, int base) {
  if (base != TIME_UTC)
    return 0;
  clock_gettime(CLOCK_REALTIME, to);
  return base;
}

clock_t clock(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * CLOCKS_PER_SEC + used.tv_nsec / 1000;
}

static int refuse(void) {
  errno = EPERM;
  return -1;
}

int clock_settime(clockid_t clock, const struct timespec *time) {
  if (clock == CLOCK_REALTIME && time->tv_sec >= 0 && time->tv_nsec >= 0 && time->tv_nsec < 1000000000)
    return refuse();
  errno = EINVAL;
  return -1;
}

int settimeofday(const struct timeval *time, const struct timezone *zone) { return refuse(); }

int clock_getcpuclockid(pid_t pid, clockid_t *clock) {
  int before = errno;
  clockid_t number = (clockid_t)(~pid * 8L | 2);
  if (clock_getres(number, NULL) < 0) {
    int failed = errno == EINVAL ? ESRCH : errno;
    errno = before;
    return failed;
  }
  *clock = number;
  return 0;
}

#include <bits/timespec.h>
#include <sys/types.h>
struct tm {
  int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
  long tm_gmtoff;
  const char *tm_zone;
};
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#include <bits/timers.h>
#define CLOCKS_PER_SEC 1000000L
#define TIME_UTC 1
extern char *tzname[2];
extern long timezone;
extern int daylight;
time_t time(time_t *result);
clock_t clock(void);
double difftime(time_t later, time_t earlier);
int timespec_get(struct timespec *to, int base);
struct tm *gmtime(const time_t *time);
struct tm *gmtime_r(const time_t *restrict time, struct tm *restrict to);
struct tm *localtime(const time_t *time);
struct tm *localtime_r(const time_t *restrict time, struct tm *restrict to);
time_t mktime(struct tm *from);
time_t timegm(struct tm *from);
time_t timelocal(struct tm *from);
void tzset(void);
size_t strftime(char *restrict to, size_t size, const char *restrict format,
                const struct tm *restrict time);
char *asctime(const struct tm *time);
char *asctime_r(const struct tm *restrict time, char *restrict to);
char *ctime(const time_t *time);
char *ctime_r(const time_t *restrict time, char *restrict to);
char *strptime(const char *restrict s, const char *restrict format, struct tm *restrict to);
int clock_settime(clockid_t clock, const struct timespec *time);
int clock_getcpuclockid(pid_t pid, clockid_t *clock);
int timer_create(clockid_t clock, struct sigevent *event, timer_t *to);
int timer_settime(timer_t timer, int flags, const struct itimerspec *value, struct itimerspec *old);
int timer_gettime(timer_t timer, struct itimerspec *value);
int timer_delete(timer_t timer);
int timer_getoverrun(timer_t timer);

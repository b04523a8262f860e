#include <errno.h>
#include <stdint.h>
#include <time.h>

/* Days from 1 January 1970 to the first of a year and month of the Gregorian calendar. */
static int64_t days_before(int64_t year, int month) {
  static const short before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  int64_t y = year - 1;
  int64_t leaps = (y >= 0 ? y / 4 - y / 100 + y / 400
                       : (y - 3) / 4 - (y - 99) / 100 + (y - 399) / 400);
  int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return 365 * y + leaps - 719162 + before[month] + (leap && month > 1);
}

struct tm *gmtime_r(const time_t *restrict time, struct tm *restrict to) {
  int64_t days = *time / 86400, rest = *time % 86400;
  if (rest < 0) {
    rest += 86400;
    days--;
  }
  to->tm_hour = rest / 3600;
  to->tm_min = rest / 60 % 60;
  to->tm_sec = rest % 60;
  to->tm_wday = ((days + 4) % 7 + 7) % 7;
  int64_t year = 1970 + days / 146097 * 400 + days % 146097 / 365;
  while (days_before(year, 0) > days)
    year--;
  while (days_before(year + 1, 0) <= days)
    year++;
  if (year - 1900 > 0x7fffffff || year - 1900 < -0x7fffffff - 1) {
    errno = EOVERFLOW;
    return NULL;
  }
  to->tm_year = year - 1900;
  to->tm_yday = days - days_before(year, 0);
  int month = 11;
  while (days_before(year, month) > days)
    month--;
  to->tm_mon = month;
  to->tm_mday = days - days_before(year, month) + 1;
  to->tm_isdst = 0;
  to->tm_gmtoff = 0;
  to->tm_zone = "GMT";
  return to;
}

static struct tm shared;

struct tm *gmtime(const time_t *time) { return gmtime_r(time, &shared); }

time_t timegm(struct tm *from) {
  int64_t month = from->tm_mon, year = from->tm_year + 1900L + month / 12;
  month %= 12;
  if (month < 0) {
    month += 12;
    year--;
  }
  time_t time = (days_before(year, month) + from->tm_mday - 1) * 86400 + from->tm_hour * 3600L +
                from->tm_min * 60L + from->tm_sec;
  return gmtime_r(&time, from) ? time : -1;
}

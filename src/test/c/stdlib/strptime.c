// Dates and times read by strptime, with what follows from them, and what is refused.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

static void parse(const char *text, const char *format) {
  struct tm tm;
  memset(&tm, 0, sizeof tm);
  char *end = strptime(text, format, &tm);
  printf("%-28s %-18s ", text, format);
  if (end)
    printf("%d-%d-%d %d:%d:%d wday %d yday %d rest '%s'\n", tm.tm_year, tm.tm_mon, tm.tm_mday,
           tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_wday, tm.tm_yday, end);
  else
    puts("no");
}

int main(void) {
  parse("2024-02-29 13:14:15", "%Y-%m-%d %H:%M:%S");
  parse("2024-02-29T13:14:15Z!", "%FT%TZ");
  parse("03/07/99", "%D");
  parse("03/07/22", "%m/%d/%y");
  parse("7 Mar 2001", "%d %b %Y");
  parse("  Sunday 7 september 1999", " %A %d %B %Y");
  parse("11:59 PM", "%I:%M %p");
  parse("12:00 am", "%I:%M %p");
  parse("60 2023", "%j %Y");
  parse("366 2024", "%j %Y");
  parse("13:5", "%R");
  parse("1000000000", "%s");
  parse("99%", "%y%%");
  parse("31/04/2020", "%d/%m/%Y");
  parse("2020-13-01", "%Y-%m-%d");
  parse("abc", "%d");
  parse("12", "%d %H");
  parse("Tue Nov  4 10:00:00 2025", "%c");
  parse("4x", "%dy");
  struct tm tm = {0};
  strptime("1.2.2003 04:05", "%d.%m.%Y %H:%M", &tm);
  char text[100];
  tm.tm_isdst = 0;
  strftime(text, sizeof text, "%a %d %b %Y %H:%M:%S %j", &tm);
  puts(text);
  printf("%ld\n", (long)timegm(&tm));
  struct timespec now = {0, 0};
  struct timeval value = {3, 500000};
  TIMEVAL_TO_TIMESPEC(&value, &now);
  printf("%ld %ld\n", (long)now.tv_sec, now.tv_nsec);
  clockid_t clock;
  printf("%d", clock_getcpuclockid(0, &clock));
  printf(" %d\n", clock_gettime(clock, &now));
  return 0;
}

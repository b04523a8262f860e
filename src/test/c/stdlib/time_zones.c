// Local time in zones as TZ describes them: offsets, summer times of both hemispheres, mktime.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void fields(int month, int day, int hour, int minute, int summer) {
  struct tm from = {.tm_year = 124, .tm_mon = month, .tm_mday = day, .tm_hour = hour,
                    .tm_min = minute, .tm_isdst = summer};
  long time = mktime(&from);
  printf("%ld %d:%02d %d\n", time, from.tm_hour, from.tm_min, from.tm_isdst);
}

int main(void) {
  static const char *const zones[] = {
      "EST5EDT,M3.2.0,M11.1.0",  "CET-1CEST,M3.5.0,M10.5.0/3",
      "<+03>-3",                 "JST-9",
      "XXX3YYY,J60/0,J300",      "NZST-12NZDT,M9.5.0,M4.1.0/3",
      "AAA1BBB2,10/1,200/2:30",  ":GMT0BST,M3.5.0/1,M10.5.0",
      "UTC",                     "NST3:30NDT,M3.2.0/0:01,M11.1.0/0:01",
      ""};
  for (int i = 0; i < sizeof zones / sizeof *zones; i++) {
    setenv("TZ", zones[i], 1);
    tzset();
    printf("%s: %s %s %ld %d\n", zones[i], tzname[0], tzname[1], timezone, daylight);
    for (time_t time = 1704067200; time < 1735700000; time += 86400 * 13 + 4321) {
      struct tm local;
      char text[80];
      localtime_r(&time, &local);
      strftime(text, sizeof text, "%F %T %z %Z", &local);
      printf("%s %d %ld\n", text, local.tm_isdst, (long)(mktime(&local) - time));
    }
    fields(2, 10, 2, 30, -1);
    fields(10, 3, 1, 30, -1);
    fields(0, 3, 1, 0, 1);
    fields(6, 3, 1, 0, 0);
    fields(6, 3, 1, 0, 1);
  }
  time_t time = 1700000000;
  unsetenv("TZ");
  printf("%s", ctime(&time));
  setenv("TZ", "JST-9", 1);
  printf("%s", ctime(&time));
  printf("%s", asctime(localtime(&time)));
  return 0;
}

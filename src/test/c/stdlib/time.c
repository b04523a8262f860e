// Times of day taken apart and put together, in UTC.
#include <stdio.h>
#include <string.h>
#include <time.h>

int main(void) {
  time_t times[] = {0, 86399, 951782400, 1709164800, 1234567890, 4102444800};
  for (int i = 0; i < 6; i++) {
    struct tm *t = gmtime(&times[i]);
    char text[64];
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %b %j", t);
    printf("%s %d %d\n", text, t->tm_wday, t->tm_yday);
  }
  printf("%s", asctime(gmtime(&times[4])));
  printf("%d\n", difftime(100, 40) == 60);
  time_t now = time(NULL), again;
  time(&again);
  printf("%d %d\n", now > 0, again - now <= 1);
  clock_t c = clock();
  printf("%d\n", c >= 0);
  struct tm t = {.tm_year = 100, .tm_mon = 1, .tm_mday = 30, .tm_hour = 12};
  time_t made = timegm(&t);
  printf("%ld %d %d\n", (long)made, t.tm_mon, t.tm_mday);
  return 0;
}

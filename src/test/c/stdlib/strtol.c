// strtol, strtoul, atoi: bases, signs, blanks, ends, overflow.
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static void show(const char *text, int base) {
  char *end;
  errno = 0;
  long v = strtol(text, &end, base);
  printf("%ld [%s] %d\n", v, end, errno == ERANGE);
}

int main(void) {
  show("123", 10);
  show("  -42abc", 10);
  show("+7 8", 10);
  show("0x1F", 16);
  show("0x1F", 0);
  show("1F", 16);
  show("017", 0);
  show("017", 10);
  show("09", 0);
  show("zz", 36);
  show("101012", 2);
  show("", 10);
  show("abc", 10);
  show("-", 10);
  show("0x", 16);
  show("0xg", 0);
  show("9223372036854775807", 10);
  show("9223372036854775808", 10);
  show("-9223372036854775808", 10);
  show("-99999999999999999999", 10);
  printf("%d %d %d %ld\n", atoi("12x"), atoi("x"), atoi(" -3"), atol("123456789012"));
  char *end;
  errno = 0;
  printf("%lu ", strtoul("18446744073709551615", &end, 10));
  printf("%d\n", errno);
  printf("%lu %lu\n", strtoul("-1", NULL, 10), strtoul("ff", NULL, 16));
  errno = 0;
  printf("%lu ", strtoul("18446744073709551616", NULL, 10));
  printf("%d\n", errno == ERANGE);
  printf("%lld %llu\n", strtoll("-5", NULL, 0), strtoull("5", NULL, 0));
  return 0;
}

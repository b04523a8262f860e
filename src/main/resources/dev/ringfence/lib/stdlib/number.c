#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

/* The magnitude of a number in a text, at most `limit` and one more if it is negative. */
static unsigned long parse(const char *s, char **end, int base, int is_signed, int *negative) {
  const char *start = s;
  *negative = 0;
  if (base < 0 || base == 1 || base > 36) {
    errno = EINVAL;
    return 0;
  }
  while (isspace((unsigned char)*s))
    s++;
  *negative = *s == '-';
  if (*s == '-' || *s == '+')
    s++;
  if ((base == 0 || base == 16) && s[0] == '0' && (s[1] | 32) == 'x' &&
      isxdigit((unsigned char)s[2])) {
    s += 2;
    base = 16;
  }
  if (base == 0)
    base = *s == '0' ? 8 : 10;
  unsigned long value = 0;
  unsigned long limit = !is_signed ? ULONG_MAX : *negative ? (unsigned long)LONG_MAX + 1 : LONG_MAX;
  unsigned long most = limit / base;
  int any = 0, over = 0;
  for (;; s++) {
    unsigned c = (unsigned char)*s;
    unsigned digit = c - '0' < 10 ? c - '0' : (c | 32) - 'a' < 26 ? (c | 32) - 'a' + 10 : 99;
    if (digit >= base)
      break;
    any = 1;
    if (value > most || value * base > limit - digit)
      over = 1;
    else
      value = value * base + digit;
  }
  if (end)
    *end = (char *)(any ? s : start);
  if (over) {
    errno = ERANGE;
    value = limit;
    if (!is_signed)
      *negative = 0;
  }
  return value;
}

long strtol(const char *restrict s, char **restrict end, int base) {
  int negative;
  unsigned long value = parse(s, end, base, 1, &negative);
  return negative ? -value : value;
}

unsigned long strtoul(const char *restrict s, char **restrict end, int base) {
  int negative;
  unsigned long value = parse(s, end, base, 0, &negative);
  return negative ? -value : value;
}

long long strtoll(const char *restrict s, char **restrict end, int base) {
  return strtol(s, end, base);
}
unsigned long long strtoull(const char *restrict s, char **restrict end, int base) {
  return strtoul(s, end, base);
}
long long strtoq(const char *restrict s, char **restrict end, int base) {
  return strtol(s, end, base);
}
unsigned long long strtouq(const char *restrict s, char **restrict end, int base) {
  return strtoul(s, end, base);
}
intmax_t strtoimax(const char *restrict s, char **restrict end, int base) {
  return strtol(s, end, base);
}
uintmax_t strtoumax(const char *restrict s, char **restrict end, int base) {
  return strtoul(s, end, base);
}

int atoi(const char *s) { return strtol(s, NULL, 10); }
long atol(const char *s) { return strtol(s, NULL, 10); }
long long atoll(const char *s) { return strtol(s, NULL, 10); }

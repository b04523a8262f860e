#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

/* A number in a text, as a type holds it whose greatest number is `most`. */
static uint64_t parse(const char *s, char **end, int base, int is_signed, uint64_t most) {
  const char *start = s;
  int negative = 0;
  if (base < 0 || base == 1 || base > 36) {
    errno = EINVAL;
    return 0;
  }
  while (isspace((unsigned char)*s))
    s++;
  negative = *s == '-';
  if (*s == '-' || *s == '+')
    s++;
  if ((base == 0 || base == 16) && s[0] == '0' && (s[1] | 32) == 'x' &&
      isxdigit((unsigned char)s[2])) {
    s += 2;
    base = 16;
  }
  if (base == 0)
    base = *s == '0' ? 8 : 10;
  uint64_t value = 0, limit = most + (is_signed && negative);
  uint64_t before = limit / base;
  int any = 0, over = 0;
  for (;; s++) {
    unsigned c = (unsigned char)*s;
    unsigned digit = c - '0' < 10 ? c - '0' : (c | 32) - 'a' < 26 ? (c | 32) - 'a' + 10 : 99;
    if (digit >= base)
      break;
    any = 1;
    if (value > before || value * base > limit - digit)
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
      negative = 0;
  }
  return negative ? -value : value;
}

long strtol(const char *restrict s, char **restrict end, int base) {
  return parse(s, end, base, 1, LONG_MAX);
}
unsigned long strtoul(const char *restrict s, char **restrict end, int base) {
  return parse(s, end, base, 0, ULONG_MAX);
}
long long strtoll(const char *restrict s, char **restrict end, int base) {
  return parse(s, end, base, 1, LLONG_MAX);
}
unsigned long long strtoull(const char *restrict s, char **restrict end, int base) {
  return parse(s, end, base, 0, ULLONG_MAX);
}
long long strtoq(const char *restrict s, char **restrict end, int base) {
  return strtoll(s, end, base);
}
unsigned long long strtouq(const char *restrict s, char **restrict end, int base) {
  return strtoull(s, end, base);
}
intmax_t strtoimax(const char *restrict s, char **restrict end, int base) {
  return strtoll(s, end, base);
}
uintmax_t strtoumax(const char *restrict s, char **restrict end, int base) {
  return strtoull(s, end, base);
}

int atoi(const char *s) { return strtol(s, NULL, 10); }
long atol(const char *s) { return strtol(s, NULL, 10); }
long long atoll(const char *s) { return strtoll(s, NULL, 10); }

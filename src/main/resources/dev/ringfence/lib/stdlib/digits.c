#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *gcvt(double value, int digits, char *to) {
  sprintf(to, "%.*g", digits > 17 ? 17 : digits, value);
  return to;
}

/* The digits of a number without its point. */
static char *strip(const char *text, char *to, int *point, int *sign) {
  *sign = *text == '-';
  if (*sign)
    text++;
  const char *dot = strchrnul(text, '.');
  *point = dot - text;
  memcpy(to, text, *point);
  strcpy(to + *point, *dot ? dot + 1 : dot);
  return to;
}

char *fcvt(double value, int digits, int *point, int *sign) {
  static char result[512];
  char text[512];
  snprintf(text, sizeof text, "%.*f", digits < 0 ? 0 : digits > 100 ? 100 : digits, value);
  strip(text, result, point, sign);
  size_t zeros = strspn(result, "0");
  if (zeros > 0 && (result[zeros] || value == 0)) {
    *point -= value == 0 ? 1 : zeros;
    if (value != 0)
      memmove(result, result + zeros, strlen(result + zeros) + 1);
    else
      memmove(result, result + 1, strlen(result));
  }
  return result;
}

char *ecvt(double value, int digits, int *point, int *sign) {
  static char result[64];
  char text[64];
  int count = digits < 1 ? 1 : digits > 17 ? 17 : digits, exponent;
  snprintf(text, sizeof text, "%.*e", count - 1, value);
  char *e = strchr(text, 'e');
  if (!e) {
    *point = 0;
    return strip(text, result, &exponent, sign);
  }
  exponent = atoi(e + 1);
  *e = 0;
  strip(text, result, point, sign);
  *point = value == 0 ? 0 : exponent + 1;
  if (digits < 1)
    result[0] = 0;
  return result;
}

static const char digits64[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

long a64l(const char *text) {
  unsigned value = 0;
  for (int i = 0; i < 6 && text[i]; i++) {
    const char *digit = strchr(digits64, text[i]);
    if (!digit)
      break;
    value |= (unsigned)(digit - digits64) << 6 * i;
  }
  return (int)value;
}

char *l64a(long number) {
  static char text[7];
  unsigned value = number;
  int i = 0;
  for (; value; value >>= 6)
    text[i++] = digits64[value & 63];
  text[i] = 0;
  return text;
}

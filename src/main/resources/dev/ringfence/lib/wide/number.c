#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

/* A number consists of bytes, so that a copy of its characters will do. */
static double number(const wchar_t *s, wchar_t **end, int single) {
  char text[512], *stop;
  size_t blanks = 0, size = 0;
  while (iswspace(s[blanks]))
    blanks++;
  for (; size < sizeof text - 1 && s[blanks + size] > 0 && s[blanks + size] < 128; size++)
    text[size] = s[blanks + size];
  text[size] = 0;
  double value = single ? strtof(text, &stop) : strtod(text, &stop);
  if (end)
    *end = (wchar_t *)(stop == text ? s : s + blanks + (stop - text));
  return value;
}

double wcstod(const wchar_t *restrict s, wchar_t **restrict end) { return number(s, end, 0); }
float wcstof(const wchar_t *restrict s, wchar_t **restrict end) { return number(s, end, 1); }
long double wcstold(const wchar_t *restrict s, wchar_t **restrict end) {
  return number(s, end, 0);
}
long long wcstoll(const wchar_t *restrict s, wchar_t **restrict end, int base) {
  return wcstol(s, end, base);
}
unsigned long long wcstoull(const wchar_t *restrict s, wchar_t **restrict end, int base) {
  return wcstoul(s, end, base);
}

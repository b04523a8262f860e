#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t wcslen(const wchar_t *s) {
  size_t n = 0;
  while (s[n])
    n++;
  return n;
}

size_t wcsnlen(const wchar_t *s, size_t most) {
  size_t n = 0;
  while (n < most && s[n])
    n++;
  return n;
}

wchar_t *wmemcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  return memcpy(to, from, count * sizeof *to);
}

wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count) {
  return memmove(to, from, count * sizeof *to);
}

wchar_t *wmemset(wchar_t *to, wchar_t c, size_t count) {
  for (size_t i = 0; i < count; i++)
    to[i] = c;
  return to;
}

int wmemcmp(const wchar_t *a, const wchar_t *b, size_t count) {
  for (; count > 0; count--, a++, b++)
    if (*a != *b)
      return *a < *b ? -1 : 1;
  return 0;
}

wchar_t *wmemchr(const wchar_t *in, wchar_t c, size_t count) {
  for (; count > 0; count--, in++)
    if (*in == c)
      return (wchar_t *)in;
  return NULL;
}

wchar_t *wcscpy(wchar_t *restrict to, const wchar_t *restrict from) {
  return wmemcpy(to, from, wcslen(from) + 1);
}

wchar_t *wcsncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  size_t length = wcsnlen(from, count);
  wmemcpy(to, from, length);
  wmemset(to + length, 0, count - length);
  return to;
}

wchar_t *wcscat(wchar_t *restrict to, const wchar_t *restrict from) {
  wcscpy(to + wcslen(to), from);
  return to;
}

wchar_t *wcsncat(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  wchar_t *end = to + wcslen(to);
  size_t length = wcsnlen(from, count);
  wmemcpy(end, from, length);
  end[length] = 0;
  return to;
}

int wcsncmp(const wchar_t *a, const wchar_t *b, size_t count) {
  for (; count > 0; count--, a++, b++)
    if (*a != *b || !*a)
      return *a == *b ? 0 : *a < *b ? -1 : 1;
  return 0;
}

int wcscmp(const wchar_t *a, const wchar_t *b) { return wcsncmp(a, b, -1); }
int wcscoll(const wchar_t *a, const wchar_t *b) { return wcscmp(a, b); }

static wchar_t lower(wchar_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

int wcscasecmp(const wchar_t *a, const wchar_t *b) {
  for (; *a && lower(*a) == lower(*b); a++, b++)
    ;
  return lower(*a) - lower(*b);
}

wchar_t *wcschr(const wchar_t *s, wchar_t c) { return wmemchr(s, c, wcslen(s) + 1); }

wchar_t *wcsrchr(const wchar_t *s, wchar_t c) {
  for (const wchar_t *at = s + wcslen(s);; at--)
    if (*at == c)
      return (wchar_t *)at;
    else if (at == s)
      return NULL;
}

wchar_t *wcsstr(const wchar_t *in, const wchar_t *what) {
  size_t length = wcslen(what);
  for (;; in++) {
    if (!wcsncmp(in, what, length))
      return (wchar_t *)in;
    if (!*in)
      return NULL;
  }
}

size_t wcsspn(const wchar_t *s, const wchar_t *accept) {
  size_t n = 0;
  while (s[n] && wcschr(accept, s[n]))
    n++;
  return n;
}

size_t wcscspn(const wchar_t *s, const wchar_t *reject) {
  size_t n = 0;
  while (s[n] && !wcschr(reject, s[n]))
    n++;
  return n;
}

wchar_t *wcspbrk(const wchar_t *s, const wchar_t *accept) {
  s += wcscspn(s, accept);
  return *s ? (wchar_t *)s : NULL;
}

wchar_t *wcstok(wchar_t *restrict s, const wchar_t *restrict separators, wchar_t **restrict rest) {
  if (!s)
    s = *rest;
  if (!s)
    return NULL;
  s += wcsspn(s, separators);
  if (!*s) {
    *rest = NULL;
    return NULL;
  }
  wchar_t *end = s + wcscspn(s, separators);
  *rest = *end ? end + 1 : NULL;
  *end = 0;
  return s;
}

wchar_t *wcsdup(const wchar_t *s) {
  size_t size = (wcslen(s) + 1) * sizeof *s;
  wchar_t *copy = malloc(size);
  return copy ? memcpy(copy, s, size) : NULL;
}

/* A number's characters as bytes: what is no ASCII ends it. */
static size_t narrow(const wchar_t *s, char *to, size_t most) {
  size_t n = 0;
  for (; n < most - 1 && s[n] > 0 && s[n] < 0x80; n++)
    to[n] = s[n];
  to[n] = 0;
  return n;
}

long wcstol(const wchar_t *restrict s, wchar_t **restrict end, int base) {
  char text[256], *stop;
  narrow(s, text, sizeof text);
  long value = strtol(text, &stop, base);
  if (end)
    *end = (wchar_t *)s + (stop - text);
  return value;
}

unsigned long wcstoul(const wchar_t *restrict s, wchar_t **restrict end, int base) {
  char text[256], *stop;
  narrow(s, text, sizeof text);
  unsigned long value = strtoul(text, &stop, base);
  if (end)
    *end = (wchar_t *)s + (stop - text);
  return value;
}

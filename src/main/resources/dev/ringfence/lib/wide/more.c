#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>
#include <wctype.h>

wchar_t *wmempcpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  return wmemcpy(to, from, count) + count;
}

wchar_t *wcpcpy(wchar_t *restrict to, const wchar_t *restrict from) {
  return wmempcpy(to, from, wcslen(from) + 1) - 1;
}

wchar_t *wcpncpy(wchar_t *restrict to, const wchar_t *restrict from, size_t count) {
  wcsncpy(to, from, count);
  return to + wcsnlen(to, count);
}

int wcsncasecmp(const wchar_t *a, const wchar_t *b, size_t count) {
  for (; count > 0; a++, b++, count--) {
    wint_t left = towlower(*a), right = towlower(*b);
    if (left != right)
      return left < right ? -1 : 1;
    if (!left)
      break;
  }
  return 0;
}

wchar_t *wcschrnul(const wchar_t *s, wchar_t c) {
  while (*s && *s != c)
    s++;
  return (wchar_t *)s;
}

size_t wcsxfrm(wchar_t *restrict to, const wchar_t *restrict from, size_t size) {
  if (size > 0) {
    wcsncpy(to, from, size - 1);
    to[size - 1] = 0;
  }
  return wcslen(from);
}

/* Two columns for East Asian characters and pictures. */
int wcwidth(wchar_t c) {
  if (c == 0)
    return 0;
  if (!iswprint(c))
    return -1;
  return c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3 ||
                 c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f ||
                 c >= 0xff00 && c <= 0xff60 || c >= 0x1f300 && c <= 0x1faff ||
                 c >= 0x20000 && c <= 0x3fffd
             ? 2
             : 1;
}

int wcswidth(const wchar_t *s, size_t count) {
  int width = 0;
  for (; count > 0 && *s; s++, count--) {
    int one = wcwidth(*s);
    if (one < 0)
      return -1;
    width += one;
  }
  return width;
}

size_t wcsftime(wchar_t *restrict to, size_t size, const wchar_t *restrict format,
                const struct tm *restrict time) {
  char pattern[512], text[2048];
  const wchar_t *wide = format;
  const char *from = text;
  if (wcsrtombs(pattern, &wide, sizeof pattern, NULL) >= sizeof pattern ||
      !strftime(text, sizeof text, pattern, time))
    return 0;
  size_t done = mbsrtowcs(to, &from, size, NULL);
  return done == (size_t)-1 || done == size ? 0 : done;
}

size_t mbsnrtowcs(wchar_t *restrict to, const char **restrict s, size_t bytes, size_t count,
                  mbstate_t *restrict state) {
  size_t done = 0;
  const char *at = *s, *end = at + bytes;
  while ((!to || done < count) && at < end) {
    wchar_t c;
    size_t size = mbrtowc(&c, at, end - at, state);
    if (size == (size_t)-1)
      return -1;
    if (size == (size_t)-2) {
      at = end;
      break;
    }
    if (to)
      to[done] = c;
    if (!c) {
      at = NULL;
      break;
    }
    at += size;
    done++;
  }
  if (to)
    *s = at;
  return done;
}

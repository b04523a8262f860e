#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Whether the locale's characters are UTF-8, set by setlocale; in the C locale they are ASCII. */
int __utf8;

int __mb_cur_max(void) { return __utf8 ? 6 : 1; }

size_t wcrtomb(char *restrict to, wchar_t c, mbstate_t *restrict state) {
  if (!to)
    return 1;
  if (c >= 0 && c < 0x80) {
    *to = c;
    return 1;
  }
  if (!__utf8 || c < 0 || c > 0x10FFFF || c >= 0xD800 && c < 0xE000) {
    errno = EILSEQ;
    return -1;
  }
  int size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (int i = size - 1; i > 0; i--, c >>= 6)
    to[i] = 0x80 | c & 0x3F;
  to[0] = c | (size == 2 ? 0xC0 : size == 3 ? 0xE0 : 0xF0);
  return size;
}

/* A state keeps how many bytes are still to come, what they are added to, and how many there were. */
size_t mbrtowc(wchar_t *restrict to, const char *restrict s, size_t size,
               mbstate_t *restrict state) {
  static mbstate_t own;
  if (!state)
    state = &own;
  if (!s) {
    to = NULL;
    s = "";
    size = 1;
  }
  size_t used = 0;
  for (; used < size; used++) {
    unsigned char c = s[used];
    if (state->__missing == 0) {
      if (c < 0x80) {
        if (to)
          *to = c;
        return c ? used + 1 : 0;
      }
      if (!__utf8 || c < 0xC2 || c > 0xF4)
        break;
      state->__length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
      state->__missing = state->__length - 1;
      state->__value = c & 0x3F >> state->__missing;
      continue;
    }
    if ((c & 0xC0) != 0x80)
      break;
    state->__value = state->__value << 6 | c & 0x3F;
    int bits = 6 * --state->__missing, length = state->__length;
    unsigned least = state->__value << bits, most = least | (1U << bits) - 1;
    if (length == 3 && most < 0x800 || length == 4 && most < 0x10000 || least > 0x10FFFF ||
        length == 3 && least >= 0xD800 && most < 0xE000)
      break;
    if (state->__missing == 0) {
      if (to)
        *to = state->__value;
      return used + 1;
    }
  }
  if (used == size)
    return -2;
  memset(state, 0, sizeof *state);
  errno = EILSEQ;
  return -1;
}

size_t mbrlen(const char *restrict s, size_t size, mbstate_t *restrict state) {
  static mbstate_t own;
  return mbrtowc(NULL, s, size, state ? state : &own);
}

int mbsinit(const mbstate_t *state) { return !state || state->__missing == 0; }

int mbtowc(wchar_t *restrict to, const char *restrict s, size_t size) {
  if (!s)
    return 0;
  mbstate_t state = {0};
  size_t n = mbrtowc(to, s, size, &state);
  return n == (size_t)-2 ? -1 : (int)n;
}

int mblen(const char *s, size_t size) { return mbtowc(NULL, s, size); }
int wctomb(char *to, wchar_t c) { return to ? (int)wcrtomb(to, c, NULL) : 0; }

size_t mbsrtowcs(wchar_t *restrict to, const char **restrict s, size_t count,
                 mbstate_t *restrict state) {
  mbstate_t own = {0};
  const char *at = *s;
  size_t done = 0;
  for (; !to || done < count; done++) {
    size_t n = mbrtowc(to ? to + done : NULL, at, 6, state ? state : &own);
    if (n == (size_t)-1)
      return -1;
    if (n == 0) {
      at = NULL;
      break;
    }
    at += n;
  }
  if (to)
    *s = at;
  return done;
}

size_t mbstowcs(wchar_t *restrict to, const char *restrict s, size_t count) {
  mbstate_t state = {0};
  return mbsrtowcs(to, &s, count, &state);
}

size_t wcsrtombs(char *restrict to, const wchar_t **restrict s, size_t size,
                 mbstate_t *restrict state) {
  const wchar_t *at = *s;
  size_t done = 0;
  char c[8];
  for (;; at++) {
    size_t n = wcrtomb(c, *at, state);
    if (n == (size_t)-1)
      return -1;
    if (to && done + n > size)
      break;
    if (to)
      memcpy(to + done, c, n);
    if (!*at) {
      at = NULL;
      break;
    }
    done += n;
  }
  if (to)
    *s = at;
  return done;
}

size_t wcstombs(char *restrict to, const wchar_t *restrict s, size_t size) {
  return wcsrtombs(to, &s, size, NULL);
}

wint_t btowc(int c) { return c >= 0 && c < 0x80 ? c : WEOF; }
int wctob(wint_t c) { return c < 0x80 ? (int)c : -1; }

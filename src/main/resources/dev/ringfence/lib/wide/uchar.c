#include <errno.h>
#include <sys/types.h>
#include <uchar.h>

/* The second half of a pair waits in the state, marked by this length. */
#define PENDING -1

size_t mbrtoc32(char32_t *restrict to, const char *restrict s, size_t size,
                mbstate_t *restrict state) {
  static mbstate_t own;
  wchar_t c;
  size_t used = mbrtowc(&c, s, size, state ? state : &own);
  if (to && s && (ssize_t)used >= 0)
    *to = c;
  return used;
}

size_t c32rtomb(char *restrict to, char32_t c, mbstate_t *restrict state) {
  return wcrtomb(to, c, state);
}

size_t mbrtoc16(char16_t *restrict to, const char *restrict s, size_t size,
                mbstate_t *restrict state) {
  static mbstate_t own;
  wchar_t c;
  if (!state)
    state = &own;
  if (state->__length == PENDING) {
    if (to)
      *to = state->__value;
    *state = (mbstate_t){0};
    return -3;
  }
  size_t used = mbrtowc(&c, s, size, state);
  if (!s || (ssize_t)used < 0)
    return used;
  if (c >= 0x10000) {
    *state = (mbstate_t){.__length = PENDING, .__value = 0xDC00 | c & 0x3FF};
    c = 0xD800 + (c - 0x10000 >> 10);
  }
  if (to)
    *to = c;
  return used;
}

size_t c16rtomb(char *restrict to, char16_t c, mbstate_t *restrict state) {
  static mbstate_t own;
  if (!state)
    state = &own;
  if (!to)
    return 1;
  int low = (c & 0xFC00) == 0xDC00, high = (c & 0xFC00) == 0xD800;
  if (low != (state->__length == PENDING)) {
    *state = (mbstate_t){0};
    errno = EILSEQ;
    return -1;
  }
  if (high) {
    *state = (mbstate_t){.__length = PENDING, .__value = c};
    return 0;
  }
  wchar_t whole = low ? 0x10000 + ((state->__value & 0x3FF) << 10 | c & 0x3FF) : c;
  *state = (mbstate_t){0};
  return wcrtomb(to, whole, NULL);
}

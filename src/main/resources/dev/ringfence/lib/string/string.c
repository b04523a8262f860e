#include <stdint.h>
#include <string.h>

size_t strlen(const char *s) {
  const char *at = s;
  for (; (size_t)at & 7; at++)
    if (!*at)
      return at - s;
  /* Whole words, until one holds a zero byte. */
  for (;; at += 8) {
    uint64_t word = *(const uint64_t *)at;
    if ((word - 0x0101010101010101UL) & ~word & 0x8080808080808080UL)
      break;
  }
  while (*at)
    at++;
  return at - s;
}

size_t strnlen(const char *s, size_t most) {
  size_t n = 0;
  while (n < most && s[n])
    n++;
  return n;
}

char *stpcpy(char *to, const char *from) {
  size_t size = strlen(from);
  memcpy(to, from, size + 1);
  return to + size;
}

char *strcpy(char *to, const char *from) {
  memcpy(to, from, strlen(from) + 1);
  return to;
}

char *stpncpy(char *to, const char *from, size_t size) {
  size_t length = strnlen(from, size);
  memcpy(to, from, length);
  memset(to + length, 0, size - length);
  return to + length;
}

char *strncpy(char *to, const char *from, size_t size) {
  stpncpy(to, from, size);
  return to;
}

char *strcat(char *to, const char *from) {
  strcpy(to + strlen(to), from);
  return to;
}

char *strncat(char *to, const char *from, size_t size) {
  char *end = to + strlen(to);
  size_t n = strnlen(from, size);
  memcpy(end, from, n);
  end[n] = 0;
  return to;
}

int strcmp(const char *a, const char *b) {
  while (*a && *a == *b)
    a++, b++;
  return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char *a, const char *b, size_t size) {
  for (; size > 0; a++, b++, size--)
    if (*a != *b || !*a)
      return (unsigned char)*a - (unsigned char)*b;
  return 0;
}

int strcoll(const char *a, const char *b) { return strcmp(a, b); }

size_t strxfrm(char *to, const char *from, size_t size) {
  size_t length = strlen(from);
  if (size > 0) {
    size_t part = length < size ? length + 1 : size;
    memcpy(to, from, part);
  }
  return length;
}

static int lower(int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

int strncasecmp(const char *a, const char *b, size_t size) {
  for (; size > 0; a++, b++, size--) {
    int order = lower((unsigned char)*a) - lower((unsigned char)*b);
    if (order || !*a)
      return order;
  }
  return 0;
}

int strcasecmp(const char *a, const char *b) { return strncasecmp(a, b, -1); }

char *strchrnul(const char *s, int c) {
  while (*s && *s != (char)c)
    s++;
  return (char *)s;
}

char *strchr(const char *s, int c) {
  s = strchrnul(s, c);
  return *s == (char)c ? (char *)s : NULL;
}

char *index(const char *s, int c) { return strchr(s, c); }

char *strrchr(const char *s, int c) { return memrchr(s, c, strlen(s) + 1); }
char *rindex(const char *s, int c) { return strrchr(s, c); }

char *strstr(const char *in, const char *what) {
  size_t length = strlen(what);
  if (length == 0)
    return (char *)in;
  for (; (in = strchr(in, *what)); in++)
    if (!strncmp(in, what, length))
      return (char *)in;
  return NULL;
}

char *strcasestr(const char *in, const char *what) {
  size_t length = strlen(what);
  for (;; in++) {
    if (!strncasecmp(in, what, length))
      return (char *)in;
    if (!*in)
      return NULL;
  }
}


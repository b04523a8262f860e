#include <stdint.h>
#include <stdlib.h>
#include <sys/types.h>
#include <string.h>

/* Blocks that one instruction copies. */
typedef struct { char bytes[512]; } large;
typedef struct { char bytes[32]; } small;

void *memcpy(void *to, const void *from, size_t size) {
  char *t = to;
  const char *f = from;
  for (; size >= sizeof(large); size -= sizeof(large), t += sizeof(large), f += sizeof(large))
    *(large *)t = *(const large *)f;
  for (; size >= sizeof(small); size -= sizeof(small), t += sizeof(small), f += sizeof(small))
    *(small *)t = *(const small *)f;
  for (; size >= 8; size -= 8, t += 8, f += 8)
    *(uint64_t *)t = *(const uint64_t *)f;
  for (; size > 0; size--)
    *t++ = *f++;
  return to;
}

void *memmove(void *to, const void *from, size_t size) {
  if ((size_t)to - (size_t)from >= size)
    return memcpy(to, from, size);
  /* The end of the source is overwritten first: from the back. */
  char *t = (char *)to + size;
  const char *f = (const char *)from + size;
  for (; size >= sizeof(large); size -= sizeof(large)) {
    t -= sizeof(large);
    f -= sizeof(large);
    *(large *)t = *(const large *)f;
  }
  for (; size >= 8; size -= 8) {
    t -= 8;
    f -= 8;
    *(uint64_t *)t = *(const uint64_t *)f;
  }
  for (; size > 0; size--)
    *--t = *--f;
  return to;
}

void *mempcpy(void *to, const void *from, size_t size) {
  return (char *)memcpy(to, from, size) + size;
}

void *memccpy(void *to, const void *from, int stop, size_t size) {
  const char *found = memchr(from, stop, size);
  if (!found) {
    memcpy(to, from, size);
    return NULL;
  }
  return mempcpy(to, from, found - (const char *)from + 1);
}

void *memset(void *to, int byte, size_t size) {
  char *t = to;
  uint64_t word = (unsigned char)byte * 0x0101010101010101UL;
  if (size >= 2 * sizeof(large)) {
    for (int i = 0; i < sizeof(large); i += 8)
      *(uint64_t *)(t + i) = word;
    for (size -= sizeof(large), t += sizeof(large); size >= sizeof(large);
         size -= sizeof(large), t += sizeof(large))
      *(large *)t = *(large *)to;
  }
  for (; size >= 8; size -= 8, t += 8)
    *(uint64_t *)t = word;
  for (; size > 0; size--)
    *t++ = byte;
  return to;
}

void explicit_bzero(void *to, size_t size) { memset(to, 0, size); }
void bzero(void *to, size_t size) { memset(to, 0, size); }
void bcopy(const void *from, void *to, size_t size) { memmove(to, from, size); }

int memcmp(const void *a, const void *b, size_t size) {
  const unsigned char *x = a, *y = b;
  for (; size >= 8 && *(const uint64_t *)x == *(const uint64_t *)y; size -= 8)
    x += 8, y += 8;
  for (; size > 0; size--, x++, y++)
    if (*x != *y)
      return *x - *y;
  return 0;
}

int bcmp(const void *a, const void *b, size_t size) { return memcmp(a, b, size); }

void *memchr(const void *in, int byte, size_t size) {
  for (const unsigned char *s = in; size > 0; size--, s++)
    if (*s == (unsigned char)byte)
      return (void *)s;
  return NULL;
}

void *rawmemchr(const void *in, int byte) {
  const unsigned char *s = in;
  while (*s != (unsigned char)byte)
    s++;
  return (void *)s;
}

void *memrchr(const void *in, int byte, size_t size) {
  for (const unsigned char *s = (const unsigned char *)in + size; size > 0; size--)
    if (*--s == (unsigned char)byte)
      return (void *)s;
  return NULL;
}

void *memmem(const void *in, size_t size, const void *what, size_t length) {
  if (length == 0)
    return (void *)in;
  const char *s = in;
  for (; size >= length; s++, size--) {
    const char *first = memchr(s, *(const char *)what, size - length + 1);
    if (!first)
      return NULL;
    size -= first - s;
    s = first;
    if (!memcmp(s, what, length))
      return (void *)s;
  }
  return NULL;
}

void swab(const void *from, void *to, ssize_t size) {
  const char *f = from;
  char *t = to;
  for (; size > 1; size -= 2, f += 2, t += 2) {
    char c = f[0];
    t[0] = f[1];
    t[1] = c;
  }
}

int ffsll(long long n) {
  if (n == 0)
    return 0;
  int at = 1;
  for (; !(n & 1); n = (unsigned long long)n >> 1)
    at++;
  return at;
}

int ffs(int n) { return ffsll((unsigned)n); }
int ffsl(long n) { return ffsll((unsigned long)n); }

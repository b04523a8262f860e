// Integers of 16 bits: their ranges, promotions and constants.
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum colour { RED = -1, GREEN, BLUE = 32767 };

int main(void) {
  printf("%u %u %u %u %u\n", sizeof(short), sizeof(int), sizeof(long), sizeof(long long), sizeof(void *));
  printf("%d %d %u\n", INT_MIN, INT_MAX, UINT_MAX);
  printf("%ld %lu\n", LONG_MIN, ULONG_MAX);
  printf("%u %u %u\n", sizeof(32767), sizeof(32768), sizeof(0xFFFF));
  printf("%u %u\n", sizeof(0x10000), sizeof(2147483648));
  int x = INT_MAX;
  x++;
  printf("%d\n", x);
  unsigned u = 0;
  u--;
  printf("%u %d\n", u, u > 0);
  unsigned short s = 65535;
  printf("%d %d\n", s + 1 == 0, s > -1);
  signed char c = -1;
  printf("%u\n", (unsigned)c);
  int a = 300, b = 300;
  printf("%d %ld\n", a * b, (long)a * b);
  printf("%d %d %d %d\n", -7 / 2, -7 % 2, -7 >> 1, (int)((unsigned)-7 >> 1));
  printf("%d %ld\n", 1 << 14, 1L << 20);
  long l = 100000;
  l *= a;
  printf("%ld %d\n", l, (int)l);
  printf("%u %u\n", sizeof(enum colour), (unsigned)sizeof(a == b));
  int array[10], *p = array + 7, *q = array + 2;
  printf("%d %d\n", (int)(p - q), (int)(q - p));
  printf("%u %u\n", sizeof(size_t), sizeof(ptrdiff_t));
  int32_t wide = 70000;
  int64_t wider = wide;
  wider = wider * wide;
  printf("%ld %lld\n", (long)wide, (long long)wider);
  printf("%g %g\n", (double)a / 7, (double)ULONG_MAX);
  printf("%d %u\n", (int)3.99, (unsigned)65535.0);
  switch (l) {
  case 30000000L: puts("thirty million"); break;
  case 0: puts("zero"); break;
  }
  struct { int x; char y; long z; } t;
  printf("%u %u %u\n", offsetof(__typeof__(t), y), offsetof(__typeof__(t), z), sizeof t);
  int (*function)(void) = main;
  printf("%d\n", function == main);
  return 0;
}

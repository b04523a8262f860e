// Values in initialisers are converted to the type of the object as by assignment.
#include <stdio.h>

static char c = 300;
static unsigned char u = -1;
static short s = 70000;
static unsigned n = -2;
static long l = -3;
static unsigned long ul = -4;
static long from_unsigned = 4294967295u;
static long wide = 1 << 30;
static _Bool b = 42;
static int array[] = {'a', (char)200, 1L << 33 | 5, -1u > 0};
static struct { char c; short s; unsigned char u[2]; _Bool b; } all = {257, -32769, {256, -1}, -5};
static int from_long = 0x123456789L;
static long sum = 0x7fffffff + 1L;
static unsigned mod = -1 % 10u;

int main(void) {
  printf("%d %d %d %u\n", c, u, s, n);
  printf("%ld %lu %ld %ld %d\n", l, ul, from_unsigned, wide, b);
  printf("%d %d %d %d\n", array[0], array[1], array[2], array[3]);
  printf("%d %d %d %d %d\n", all.c, all.s, all.u[0], all.u[1], all.b);
  printf("%d %ld %u\n", from_long, sum, mod);
  int big = 1000;
  char k = big;
  unsigned char v = big * 3;
  long w = -(unsigned)big;
  short t[2] = {big * 100, -big * 100};
  _Bool f = big - 1000, g = big;
  printf("%d %d %ld %d %d %d %d\n", k, v, w, t[0], t[1], f, g);
  struct { unsigned char a; signed char b; } x = {big, big}, y = {.b = 128, .a = 256 + 7};
  printf("%d %d %d %d\n", x.a, x.b, y.a, y.b);
  const unsigned long m = -1;
  printf("%d\n", m == ~0ul);
  return 0;
}

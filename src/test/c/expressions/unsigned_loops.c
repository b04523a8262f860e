// Unsigned counters that wrap, countdowns to zero, differences of sizes.
#include <limits.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  unsigned char c = 250;
  int steps = 0;
  while (c) c++, steps++;
  printf("%d\n", steps);
  for (size_t i = strlen("abc"); i-- > 0;) putchar("abc"[i]);
  puts("");
  unsigned a = 3, b = 5;
  printf("%u %d %ld\n", a - b, (int)(a - b), (long)(a - b));
  printf("%d\n", a - b > 0);
  size_t n = strlen("four"), m = strlen("seventh");
  printf("%d %zu\n", n - m > 100, m - n);
  unsigned ticks = UINT_MAX - 2, start = ticks;
  ticks += 10;
  printf("%u %u\n", ticks, ticks - start);
  unsigned short s = 0;
  s--;
  printf("%d %d\n", s, (short)s);
  unsigned long total = 0;
  for (unsigned i = UINT_MAX - 3; i != 3; i++) total += i;
  printf("%lu\n", total);
  int k = -3;
  printf("%d %d\n", k < sizeof(int), k < (int)sizeof(int));
  return 0;
}

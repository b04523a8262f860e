// Conversions between integers of all widths and floating numbers.
#include <limits.h>
#include <stdio.h>

int main(void) {
  double d = 3.99, m = -3.99;
  printf("%d %d %ld %u\n", (int)d, (int)m, (long)m, (unsigned)d);
  printf("%d %d %d\n", (char)65.7, (short)-1.5, (unsigned char)200.9);
  printf("%.1f %.1f\n", (double)INT_MIN, (double)UINT_MAX);
  printf("%.1f %.1f\n", (double)LONG_MAX, (double)ULONG_MAX);
  printf("%.1f %.1f\n", (float)16777217, (float)LONG_MAX);
  printf("%lu %lu\n", (unsigned long)1.8e19, (unsigned long)9.3e18);
  printf("%.1f\n", (double)9223372036854775809UL);
  printf("%ld\n", (long)-9.2e18);
  printf("%d %d %d\n", (_Bool)0.1, (_Bool)0.0, (_Bool)-0.0);
  int i = 7;
  i *= 1.5;
  printf("%d\n", i);
  i += 0.9;
  printf("%d\n", i);
  unsigned char c = 10;
  c /= 2.5;
  printf("%d\n", c);
  long l = 1L << 53;
  printf("%d %d\n", (double)l == (double)(l + 1), (long)(double)(l + 2) == l + 2);
  printf("%d %d\n", 3 == 3.0, 3 < 3.5);
  printf("%d\n", -1 < 0u + 0.5);
  double a[] = {1, 'a', 2.5f, 10L, -1u};
  for (int k = 0; k < 5; k++) printf("%g ", a[k]);
  puts("");
  printf("%g\n", 1 ? 1 : 2.5);
  printf("%d\n", (int)(0.1 * 3 * 10));
  printf("%.10f\n", (double)(float)0.1);
  float f = 1e10;
  printf("%ld\n", (long)f);
  printf("%d\n", !0.5 + !0.0);
  if (0.0) puts("never");
  while (d > 1) d /= 2;
  printf("%g\n", d);
  return 0;
}

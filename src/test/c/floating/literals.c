// Floating literals: exponents, suffixes, hexadecimal, and their types.
#include <stdio.h>

int main(void) {
  printf("%g %g %g %g %g\n", 1., .5, 1e3, 1E-3, 1.5e+2);
  printf("%zu %zu %zu\n", sizeof 1.0, sizeof 1.0f, sizeof 1.F);
  printf("%g %g %g\n", 0x1p4, 0x1.8p1, 0xAp-2);
  printf("%g %g\n", 1e-400, 123456789e-9);
  printf("%.17g %.17g\n", 3.141592653589793, 2.718281828459045);
  printf("%d\n", 0.1f == 0.1);
  printf("%.17g %.9g\n", 0.30000000000000004, 0.3f);
  printf("%g %g\n", 1e22, 1e23);
  printf("%.17g\n", 9007199254740993.0);
  printf("%g\n", 00012.5);
  printf("%g %g\n", 08.5, 1e0);
  printf("%g\n", -2.5e-3);
  static double d[] = {1.5, -2, 1e2, 3 / 2, 3 / 2.0, -1.5 * 2, 1.0 / 3};
  for (int i = 0; i < 7; i++) printf("%g ", d[i]);
  puts("");
  static float f = 1.0 / 3, g = 16777217;
  static int n = 7.9, m = (int)-2.5 + 10;
  printf("%.9g %.9g %d %d\n", f, g, n, m);
  return 0;
}

// Arithmetic of float and double, and where they round.
#include <float.h>
#include <stdio.h>

int main(void) {
  float f = 0.1f, g = 16777216.0f;
  double d = 0.1;
  printf("%d %d\n", f == 0.1, f == 0.1f);
  printf("%.9g %.17g\n", f, d);
  printf("%.9g %.9g\n", g + 1, g + 2);
  printf("%d\n", 0.1 + 0.2 == 0.3);
  printf("%.17g\n", 0.1 + 0.2);
  float sum = 0;
  for (int i = 0; i < 1000; i++) sum += 0.1f;
  printf("%.6f\n", sum);
  double precise = 0;
  for (int i = 0; i < 1000; i++) precise += 0.1;
  printf("%.12f\n", precise);
  printf("%zu %zu %zu\n", sizeof(f * f), sizeof(f * 1.0), sizeof(1.0f));
  printf("%g %g %g\n", 7 / 2 * 1.0, 7 / 2.0, 7.0f / 2);
  printf("%g %g\n", 1e308 * 10, -1e308 * 10);
  printf("%d %d\n", DBL_DIG, FLT_DIG);
  printf("%g %g %g\n", DBL_MAX, DBL_MIN, FLT_MAX);
  printf("%g %g\n", DBL_EPSILON, (double)FLT_EPSILON);
  printf("%g\n", DBL_MIN / 4);
  double z = 0.0, n = -z;
  printf("%d %g %g\n", z == n, 1 / z, 1 / n);
  d += 1, d *= 3, d /= 2, d -= 0.25;
  printf("%.17g\n", d);
  d = 5;
  printf("%g %g ", d++, 1.0);
  printf("%g %g\n", --d, -d);
  float h = 1.0 / 3;
  printf("%d %.9g\n", h == 1.0f / 3, h * 3 - 1);
  return 0;
}

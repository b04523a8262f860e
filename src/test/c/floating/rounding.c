// Rounding of halves by conversion, printf and functions; loops with a step of a tenth.
#include <math.h>
#include <stdio.h>

int main(void) {
  for (double d = -2.5; d <= 2.5; d += 0.5) printf("%g:%d:%.0f:%g:%g:%g ", d, (int)d, d, floor(d), ceil(d), round(d));
  puts("");
  int steps = 0;
  double x;
  for (x = 0; x < 1; x += 0.1) steps++;
  printf("%d %.17g\n", steps, x);
  printf("%d %d\n", (int)(x * 100), (int)(0.29 * 100));
  printf("%.2f %.2f %.2f %.1f\n", 1.005, 2.675, 1.115, 0.05);
  float f = 0;
  for (int i = 0; i < 10; i++) f += 0.1f;
  printf("%d %.9g\n", f == 1.0f, f);
  printf("%.3f %.3f\n", fmod(10.5, 3), remainder(10.5, 3));
  double big = 1e16;
  printf("%d %d\n", big + 1 == big, big + 2 == big);
  printf("%g %g\n", nextafter(1, 2) - 1, nextafter(0, 1));
  return 0;
}

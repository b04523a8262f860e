// printf of doubles: %f %e %g %a with flags, rounding, infinities and negative zero.
#include <math.h>
#include <stdio.h>

int main(void) {
  double values[] = {0, 1, -1, 0.5, 1.5, 2.5, 0.1, 123.456, -9.995, 1e10, 1e-5, 123456789.0, 1e100, 5e-324, -0.0,
                     0.05, 999999.4, 0.0001, 0.00001234};
  const char *formats[] = {"%f", "%.0f", "%.2f", "%10.3f", "%-10.1f", "%+f", "%010.2f", "%e", "%.0e", "%.3E", "%g", "%.3g",
                           "%.10g", "%#g", "%G", "% .1f", "%#.0f"};
  for (unsigned f = 0; f < sizeof formats / sizeof *formats; f++) {
    printf("%-8s", formats[f]);
    for (unsigned v = 0; v < sizeof values / sizeof *values; v++) {
      if (values[v] > 1e20 && f < 7) continue;
      printf("|");
      printf(formats[f], values[v]);
    }
    puts("|");
  }
  double zero = 0;
  printf("%f %F %e %g %5.1f|%-6f|%06f|%+f\n", 1 / zero, -1 / zero, 1 / zero, INFINITY, INFINITY, -INFINITY, INFINITY, INFINITY);
  printf("%f %g %5.1f|\n", fabs(NAN), fabs(NAN), fabs(NAN));
  printf("%a %a %a %.2a\n", 1.0, 0.1, -255.5, 3.14159);
  printf("%.20f\n", 0.1);
  printf("%.15g %.17g\n", 0.1, 0.1);
  printf("%.30f\n", 1.0 / 3);
  printf("%f %f\n", 1e15, 123456789012345678.0);
  printf("%.1f %.1f %.1f %.1f\n", 0.25, 0.35, 0.45, 0.55);
  printf("%Lf %.3Lf\n", 1.5L, 2.25L);
  printf("%*.*f|%-*.*e|\n", 10, 2, 3.14159, 12, 3, 31415.9);
  printf("%d %f %d %f %s\n", 1, 2.0, 3, 4.0, "mixed");
  printf("%f\n", 3.0f);
  return 0;
}

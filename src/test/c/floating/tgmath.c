// The type-generic functions of tgmath.h choose by the types of their arguments.
#include <stdio.h>
#include <tgmath.h>

#define NAME(x) _Generic((x), float: "float", double: "double", long double: "long double")

int main(void) {
  float f = 2;
  double d = 2;
  long double l = 2;
  printf("%s %s %s %s\n", NAME(sqrt(f)), NAME(sqrt(d)), NAME(sqrt(l)), NAME(sqrt(2)));
  printf("%s %s %s\n", NAME(pow(f, f)), NAME(pow(f, d)), NAME(pow(f, 2)));
  printf("%s %s\n", NAME(fma(f, f, f)), NAME(ldexp(f, 3)));
  printf("%.9g %.17g %.17g\n", sqrt(f), sqrt(d), sqrt(2));
  printf("%.9g %.17g\n", pow(f, 0.5f), pow(d, 0.5));
  printf("%g %g %g\n", sqrt(sqrt(16.0)), fabs(-3.5f), fmax(1, 2.5f));
  printf("%ld %d %g\n", lround(2.5f), ilogb(8.0), trunc(-1.5f));
  return 0;
}

// Functions of math.h that the GNU library adds: sincos, lgamma_r, scalb, nextup and others.
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>

int main(void) {
  double sine, cosine;
  float narrow_sine, narrow_cosine;
  for (double x = -3; x <= 3; x += 0.75) {
    sincos(x, &sine, &cosine);
    sincosf(x, &narrow_sine, &narrow_cosine);
    printf("%.12f %.12f %.6f %.6f\n", sine, cosine, narrow_sine, narrow_cosine);
    int sign;
    double log = lgamma_r(x, &sign);
    if (x != rint(x) || x > 0)
      printf("%.10f %d\n", log, sign);
    printf("%g %g\n", significand(x), scalb(x, 3));
    printf("%a %a\n", nextup(x), nextdown(x));
    printf("%g\n", roundeven(x));
  }
  printf("%d %d %d\n", finite(1), finite(INFINITY), finite(NAN));
  printf("%g %g %g\n", roundeven(0.5), roundeven(1.5), roundeven(-2.5));
  printf("%g %g %d\n", scalb(1, -2), scalb(1, INFINITY), isnan(scalb(3, 1.5)));
  printf("%a %a\n", nextup(0.0), nextdown(0.0));
  return 0;
}

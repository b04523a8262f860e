// Functions of math.h at exact and well-known values.
#include <math.h>
#include <stdio.h>

int main(void) {
  printf("%g %g %g\n", sqrt(2.25), sqrt(144), sqrtf(6.25f));
  printf("%g %g %g %g\n", floor(2.7), floor(-2.7), ceil(2.2), ceil(-2.2));
  printf("%g %g %g %g\n", round(2.5), round(-2.5), trunc(-2.7), rint(2.5));
  printf("%ld %ld %g\n", lround(-2.5), lrint(3.5), nearbyint(1.5));
  printf("%g %g %g\n", fabs(-3.5), fmod(7.5, 2), fmod(-7.5, 2));
  printf("%g %g %g\n", pow(2, 10), pow(2, -2), pow(-2, 3));
  printf("%g %g\n", hypot(3, 4), cbrt(27));
  int e;
  double m = frexp(48, &e), whole;
  printf("%g %d %g\n", m, e, ldexp(0.75, 4));
  m = modf(-3.25, &whole);
  printf("%g %g\n", m, whole);
  printf("%.10f %.10f %.10f\n", sin(1), cos(1), tan(0.5));
  printf("%.10f %.10f %.10f\n", exp(1), log(10), log10(1000));
  printf("%.10f %.10f %.10f\n", atan(1) * 4, atan2(-1, -1), asin(0.5));
  printf("%.10f %.10f\n", sinh(1), tanh(0.5));
  printf("%g %g %g\n", fmax(1, 2), fmin(1, 2), fdim(5, 3));
  printf("%g %g\n", copysign(3, -1.0), log2(8));
  printf("%d %d %d %d\n", isnan(NAN) != 0, isinf(INFINITY) != 0, isfinite(1.0) != 0, signbit(-0.0) != 0);
  printf("%d %d\n", isnan(sqrt(-1)) != 0, isinf(1 / 0.0) != 0);
  printf("%g %g\n", HUGE_VAL, -INFINITY);
  printf("%.6f\n", M_PI);
  return 0;
}

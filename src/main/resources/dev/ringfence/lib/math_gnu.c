#include <errno.h>
#include <math.h>

/* What the GNU library has beyond C11. */
int finite(double x) { return isfinite(x) != 0; }
int finitef(float x) { return isfinite(x) != 0; }

double lgamma_r(double x, int *sign) {
  double result = lgamma(x);
  *sign = signgam;
  return result;
}

float lgammaf_r(float x, int *sign) { return lgamma_r(x, sign); }

double significand(double x) {
  return x == 0 || !isfinite(x) ? x : scalbln(x, -ilogb(x));
}

double scalb(double x, double exponent) {
  if (isnan(x) || isnan(exponent))
    return x + exponent;
  if (isinf(exponent))
    return exponent > 0 ? x * exponent : x / -exponent;
  if (exponent != rint(exponent)) {
    errno = EDOM;
    return NAN;
  }
  return scalbln(x, fmax(-65000, fmin(65000, exponent)));
}

double roundeven(double x) { return rint(x); }
float roundevenf(float x) { return rintf(x); }
double nextup(double x) { return nextafter(x, HUGE_VAL); }
double nextdown(double x) { return nextafter(x, -HUGE_VAL); }

void sincos(double x, double *sine, double *cosine) {
  *sine = sin(x);
  *cosine = cos(x);
}

void sincosf(float x, float *sine, float *cosine) {
  *sine = sinf(x);
  *cosine = cosf(x);
}

void sincosl(long double x, long double *sine, long double *cosine) {
  *sine = sinl(x);
  *cosine = cosl(x);
}

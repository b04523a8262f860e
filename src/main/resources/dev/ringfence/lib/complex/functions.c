#include <complex.h>
#include <float.h>
#include <math.h>

/* The functions of complex.h (C11 section 7.3): those of double, by which the others are defined. */
double creal(double complex z) { return __real__ z; }
double cimag(double complex z) { return __imag__ z; }
double cabs(double complex z) { return hypot(__real__ z, __imag__ z); }
double carg(double complex z) { return atan2(__imag__ z, __real__ z); }
double complex conj(double complex z) { return ~z; }

double complex cproj(double complex z) {
  return isinf(creal(z)) || isinf(cimag(z)) ? CMPLX(INFINITY, copysign(0, cimag(z))) : z;
}

double complex cexp(double complex z) {
  double size = exp(creal(z)), angle = cimag(z);
  return angle == 0 ? CMPLX(size, angle) : CMPLX(size * cos(angle), size * sin(angle));
}

double complex clog(double complex z) {
  double re = fabs(creal(z)), im = fabs(cimag(z)), size = hypot(re, im);
  double large = fmax(re, im), small = fmin(re, im);
  double log_size = size > 0.5 && size < 2
                        ? log1p((large - 1) * (large + 1) + small * small) / 2
                        : log(size);
  return CMPLX(log_size, carg(z));
}

double complex clog10(double complex z) {
  double complex natural = clog(z);
  return CMPLX(creal(natural) * M_LOG10E, cimag(natural) * M_LOG10E);
}

double complex cpow(double complex z, double complex exponent) {
  return cexp(exponent * clog(z));
}

double complex csqrt(double complex z) {
  double re = creal(z), im = cimag(z);
  if (im == 0)
    return re < 0 ? CMPLX(0, copysign(sqrt(-re), im)) : CMPLX(sqrt(re), im);
  if (re == 0) {
    double half = sqrt(fabs(im) / 2);
    return CMPLX(half, copysign(half, im));
  }
  double size = hypot(re, im), r = sqrt((size + fabs(re)) / 2), s = fabs(im) / (2 * r);
  return re > 0 ? CMPLX(r, copysign(s, im)) : CMPLX(s, copysign(r, im));
}

double complex csinh(double complex z) {
  double x = creal(z), y = cimag(z);
  return y == 0 ? CMPLX(sinh(x), y) : CMPLX(sinh(x) * cos(y), cosh(x) * sin(y));
}

double complex ccosh(double complex z) {
  double x = creal(z), y = cimag(z);
  return y == 0 ? CMPLX(cosh(x), y * copysign(1, x)) : CMPLX(cosh(x) * cos(y), sinh(x) * sin(y));
}

double complex ctanh(double complex z) {
  double x = creal(z), y = cimag(z);
  if (fabs(x) > 20)
    return CMPLX(copysign(1, x), 4 * sin(y) * cos(y) * exp(-2 * fabs(x)));
  double sine = sinh(x), whole = sine * sine + cos(y) * cos(y);
  return CMPLX(sine * cosh(x) / whole, sin(y) * cos(y) / whole);
}

/* A quarter turn: i times z, and -i times z. */
static double complex left(double complex z) { return CMPLX(-cimag(z), creal(z)); }
static double complex right(double complex z) { return CMPLX(cimag(z), -creal(z)); }

double complex csin(double complex z) { return right(csinh(left(z))); }
double complex ccos(double complex z) { return ccosh(left(z)); }
double complex ctan(double complex z) { return right(ctanh(left(z))); }

double complex casinh(double complex z) {
  double re = fabs(creal(z)), im = fabs(cimag(z));
  double complex first = CMPLX(re, im);
  double complex square = CMPLX((re - im) * (re + im) + 1, 2 * re * im);
  double complex result = re == 0 && im == 0 ? first : clog(first + csqrt(square));
  return CMPLX(copysign(creal(result), creal(z)), copysign(cimag(result), cimag(z)));
}

double complex catanh(double complex z) {
  double x = creal(z), y = cimag(z);
  if (x == 0 && y == 0)
    return z;
  double above = (1 + x) * (1 + x) + y * y, below = (1 - x) * (1 - x) + y * y;
  return CMPLX(fabs(x) < 0.5 ? log1p(4 * x / below) / 4 : (log(above) - log(below)) / 4,
               atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2);
}

double complex cacosh(double complex z) {
  double complex result = clog(z + csqrt(z + 1) * csqrt(z - 1));
  return creal(result) < 0 ? -result : result;
}

double complex casin(double complex z) { return right(casinh(left(z))); }
double complex catan(double complex z) { return right(catanh(left(z))); }

double complex cacos(double complex z) {
  double complex sine = casin(z);
  return CMPLX(M_PI_2 - creal(sine), -cimag(sine));
}

#define SAME(name)                                                                \
  float complex name##f(float complex z) { return name(z); }                      \
  long double complex name##l(long double complex z) { return name(z); }
#define REAL(name)                                                                \
  float name##f(float complex z) { return name(z); }                              \
  long double name##l(long double complex z) { return name(z); }
SAME(cacos)
SAME(casin)
SAME(catan)
SAME(ccos)
SAME(csin)
SAME(ctan)
SAME(cacosh)
SAME(casinh)
SAME(catanh)
SAME(ccosh)
SAME(csinh)
SAME(ctanh)
SAME(cexp)
SAME(clog)
SAME(csqrt)
SAME(conj)
SAME(cproj)
REAL(cabs)
REAL(carg)
REAL(creal)
REAL(cimag)

float complex cpowf(float complex z, float complex exponent) { return cpow(z, exponent); }
long double complex cpowl(long double complex z, long double complex exponent) {
  return cpow(z, exponent);
}

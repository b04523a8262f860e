#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* What the machine computes in one instruction is a builtin; the rest is made of that. */

static uint64_t bits_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  return bits;
}

static int is_nan(double x) { return x != x; }
static int is_infinite(double x) { return x == HUGE_VAL || x == -HUGE_VAL; }
static int is_finite(double x) { return !is_nan(x) && !is_infinite(x); }
static double not_a_number(void) { return 0.0 / 0.0; }

int __fpclassify(double x, int narrow) {
  double size = __builtin_fabs(x), least = narrow ? 0x1p-126 : 0x1p-1022;
  if (is_nan(x))
    return FP_NAN;
  return is_infinite(x) ? FP_INFINITE : x == 0 ? FP_ZERO : size < least ? FP_SUBNORMAL : FP_NORMAL;
}

int __signbit(double x) { return bits_of(x) >> 63; }
int __infinite(double x) { return x == HUGE_VAL ? 1 : x == -HUGE_VAL ? -1 : 0; }
int __unordered(double x, double y) { return is_nan(x) || is_nan(y); }

/* Sets errno as the result of a function of x asks for: no number, a pole or an overflow. */
static double checked(double result, double x) {
  if (is_finite(x) && !is_finite(result))
    errno = is_nan(result) ? EDOM : ERANGE;
  return result;
}

/* The same where also an underflow to 0 is an error. */
static double checked_to_zero(double result, double x) {
  if (is_finite(x) && result == 0)
    errno = ERANGE;
  return checked(result, x);
}

/* Rounding */

double fabs(double x) { return __builtin_fabs(x); }
double floor(double x) { return __builtin_floor(x); }
double ceil(double x) { return __builtin_ceil(x); }
double rint(double x) { return __builtin_rint(x); }
double nearbyint(double x) { return __builtin_rint(x); }
double trunc(double x) { return __builtin_copysign(__builtin_floor(__builtin_fabs(x)), x); }

double round(double x) {
  double size = __builtin_fabs(x), whole = __builtin_floor(size);
  return __builtin_copysign(size - whole >= 0.5 ? whole + 1 : whole, x);
}

long lrint(double x) { return __builtin_rint(x); }
long long llrint(double x) { return __builtin_rint(x); }
long lround(double x) { return round(x); }
long long llround(double x) { return round(x); }

double modf(double x, double *whole) {
  *whole = trunc(x);
  return __builtin_copysign(is_infinite(x) ? 0 : x - *whole, x);
}

double fmod(double x, double y) {
  if (y == 0 && !is_nan(x) || is_infinite(x) && !is_nan(y))
    errno = EDOM;
  return __builtin_fmod(x, y);
}

double remainder(double x, double y) {
  if (y == 0 && !is_nan(x) || is_infinite(x) && !is_nan(y))
    errno = EDOM;
  return __builtin_remainder(x, y);
}

double drem(double x, double y) { return remainder(x, y); }

double remquo(double x, double y, int *quotient) {
  double rest = __builtin_remainder(x, y);
  double times = __builtin_rint((__builtin_fmod(x, 8 * y) - rest) / y);
  *quotient = is_finite(times) ? (int)times % 8 : 0;
  return rest;
}

/* Parts of a number */

double copysign(double x, double y) { return __builtin_copysign(x, y); }

double nextafter(double x, double y) {
  double next = __builtin_nextafter(x, y);
  if (is_finite(x) && (is_infinite(next) || next == 0 && x != 0))
    errno = ERANGE;
  return next;
}

double nexttoward(double x, long double y) { return nextafter(x, y); }
float nextafterf(float x, float y) {
  if (x == y || is_nan(x) || is_nan(y))
    return is_nan(x) ? x : y;
  int bits;
  if (x == 0)
    return __builtin_copysign(0x1p-149, y);
  memcpy(&bits, &x, 4);
  bits += (x < y) == (x > 0) ? 1 : -1;
  memcpy(&x, &bits, 4);
  return x;
}
float nexttowardf(float x, long double y) {
  return nextafterf(x, x < y ? HUGE_VALF : x > y ? -HUGE_VALF : (float)y);
}

double frexp(double x, int *exponent) {
  *exponent = 0;
  if (x == 0 || !is_finite(x))
    return x;
  if (__builtin_fabs(x) < 0x1p-1022) {
    x *= 0x1p64;
    *exponent = -64;
  }
  uint64_t bits = bits_of(x);
  *exponent += (int)(bits >> 52 & 0x7FF) - 1022;
  bits = (bits & ~(UINT64_C(0x7FF) << 52)) | UINT64_C(1022) << 52;
  memcpy(&x, &bits, 8);
  return x;
}

/* A fraction of frexp times a power of two, whose result is a normal number. */
static double with_exponent(double fraction, int exponent) {
  uint64_t bits = (bits_of(fraction) & ~(UINT64_C(0x7FF) << 52)) | (uint64_t)(exponent + 1022) << 52;
  memcpy(&fraction, &bits, 8);
  return fraction;
}

double scalbln(double x, long exponent) {
  int own;
  double fraction = frexp(x, &own), result;
  if (x == 0 || !is_finite(x))
    return x;
  if (exponent > 3000 || exponent + own > 1024)
    result = __builtin_copysign(HUGE_VAL, x);
  else if (exponent < -3000 || exponent + own < -1080)
    result = __builtin_copysign(0, x);
  else if (exponent + own > -1022)
    result = with_exponent(fraction, exponent + own);
  else
    result = with_exponent(fraction, exponent + own + 100) * 0x1p-100;
  return checked_to_zero(result, x);
}

double scalbn(double x, int exponent) { return scalbln(x, exponent); }
double ldexp(double x, int exponent) { return scalbln(x, exponent); }

int ilogb(double x) {
  int exponent;
  if (x == 0 || is_nan(x) || is_infinite(x)) {
    errno = EDOM;
    return is_infinite(x) ? INT_MAX : FP_ILOGB0;
  }
  frexp(x, &exponent);
  return exponent - 1;
}

double logb(double x) {
  if (x == 0)
    errno = ERANGE;
  return x == 0 ? -HUGE_VAL : is_nan(x) ? x : is_infinite(x) ? HUGE_VAL : ilogb(x);
}

double nan(const char *payload) { return NAN; }

/* Least and greatest */

double fmax(double x, double y) { return is_nan(x) ? y : is_nan(y) ? x : x > y ? x : y; }
double fmin(double x, double y) { return is_nan(x) ? y : is_nan(y) ? x : x < y ? x : y; }
double fdim(double x, double y) { return is_nan(x) || is_nan(y) ? x + y : x > y ? x - y : 0; }
double fma(double x, double y, double z) { return __builtin_fma(x, y, z); }

/* Powers and logarithms */

double sqrt(double x) { return checked(__builtin_sqrt(x), x); }
double cbrt(double x) { return __builtin_cbrt(x); }
double hypot(double x, double y) { return checked(__builtin_hypot(x, y), x + y); }
double exp(double x) { return checked_to_zero(__builtin_exp(x), x); }
double expm1(double x) { return checked(__builtin_expm1(x), x); }
double log(double x) { return checked(__builtin_log(x), x); }
double log10(double x) { return checked(__builtin_log10(x), x); }
double log1p(double x) { return checked(__builtin_log1p(x), x); }

double pow(double x, double y) {
  double result = __builtin_pow(x, y);
  if (is_finite(x) && is_finite(y) && (!is_finite(result) || result == 0 && x != 0))
    errno = is_nan(result) ? EDOM : ERANGE;
  return result;
}

double exp2(double x) {
  double result = x == __builtin_floor(x) && x > -1022 && x < 1024 ? scalbln(1, x) : __builtin_pow(2, x);
  return checked_to_zero(result, x);
}

double exp10(double x) { return checked_to_zero(__builtin_pow(10, x), x); }

double log2(double x) {
  if (!(x > 0) || is_infinite(x))
    return checked(__builtin_log(x), x);
  int exponent;
  double fraction = frexp(x, &exponent);
  if (fraction < M_SQRT1_2) {
    fraction *= 2;
    exponent--;
  }
  /* The logarithm to base e times 1 / ln 2, which is taken in two parts. */
  double high = __builtin_log(fraction), low = high * 2.0355273740931033e-17;
  return exponent + (high * M_LOG2E + low);
}

/* Circles and hyperbolas */

double sin(double x) { return is_infinite(x) ? errno = EDOM, not_a_number() : __builtin_sin(x); }
double cos(double x) { return is_infinite(x) ? errno = EDOM, not_a_number() : __builtin_cos(x); }
double tan(double x) { return is_infinite(x) ? errno = EDOM, not_a_number() : __builtin_tan(x); }
double asin(double x) { return checked(__builtin_asin(x), x); }
double acos(double x) { return checked(__builtin_acos(x), x); }
double atan(double x) { return __builtin_atan(x); }
double atan2(double y, double x) { return __builtin_atan2(y, x); }
double sinh(double x) { return checked(__builtin_sinh(x), x); }
double cosh(double x) { return checked(__builtin_cosh(x), x); }
double tanh(double x) { return __builtin_tanh(x); }

double asinh(double x) {
  double size = __builtin_fabs(x);
  double result = size > 0x1p28 ? __builtin_log(size) + M_LN2
                                : __builtin_log1p(size + size * size / (1 + __builtin_sqrt(size * size + 1)));
  return is_finite(x) ? __builtin_copysign(result, x) : x;
}

double acosh(double x) {
  if (x < 1)
    return checked(not_a_number(), x);
  double over = x - 1;
  double result = x > 0x1p28 ? __builtin_log(x) + M_LN2
                             : __builtin_log1p(over + __builtin_sqrt(2 * over + over * over));
  return checked(result, x);
}

double atanh(double x) {
  double size = __builtin_fabs(x);
  if (size > 1)
    return checked(not_a_number(), x);
  return checked(__builtin_copysign(0.5 * __builtin_log1p(2 * size / (1 - size)), x), x);
}

/* The error function: a series of positive terms near 0, a continued fraction further out. */

static double error_series(double x) {
  double term = x, sum = x;
  for (int n = 1; term > sum * 1e-18; n++) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return sum * M_2_SQRTPI * __builtin_exp(-x * x);
}

static double error_fraction(double x) {
  double fraction = 0;
  for (int n = 80; n > 0; n--)
    fraction = n / 2.0 / (x + fraction);
  return __builtin_exp(-x * x) / (x + fraction) * (M_2_SQRTPI / 2);
}

double erf(double x) {
  double size = __builtin_fabs(x);
  if (is_nan(x) || x == 0)
    return x;
  double result = size > 6 ? 1 : size < 2 ? error_series(size) : 1 - error_fraction(size);
  return __builtin_copysign(result, x);
}

double erfc(double x) {
  if (is_nan(x))
    return x;
  if (x < 2)
    return x < 0.5 ? 1 - erf(x) : 1 - error_series(x);
  return x > 27.3 ? checked_to_zero(0, x) : error_fraction(x);
}

/* The gamma function: Lanczos' approximation with g = 7. */

int signgam;

static double lanczos(double x) {
  static const double c[] = {0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
                             771.32342877765313,   -176.61502916214059,   12.507343278686905,
                             -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
  double sum = c[0];
  for (int i = 1; i < 9; i++)
    sum += c[i] / (x + i - 1);
  return sum;
}

double tgamma(double x) {
  if (is_nan(x) || x == HUGE_VAL)
    return x;
  if (x == 0) {
    errno = ERANGE;
    return __builtin_copysign(HUGE_VAL, x);
  }
  if (x < 0 && x == __builtin_floor(x)) {
    errno = EDOM;
    return NAN;
  }
  if (x == __builtin_floor(x) && x < 24) {
    double product = 1;
    for (int i = 2; i < x; i++)
      product *= i;
    return product;
  }
  if (x < 0.5)
    return checked_to_zero(M_PI / (__builtin_sin(M_PI * x) * tgamma(1 - x)), x);
  if (x > 171.7)
    return checked(HUGE_VAL, x);
  double t = x + 6.5, half = __builtin_pow(t, (x - 0.5) / 2);
  return half * __builtin_exp(-t) * half * 2.5066282746310005024 * lanczos(x);
}

double lgamma(double x) {
  signgam = 1;
  if (is_nan(x) || is_infinite(x))
    return is_nan(x) ? x : HUGE_VAL;
  if (x <= 0 && x == __builtin_floor(x)) {
    errno = ERANGE;
    return HUGE_VAL;
  }
  if (x == 1 || x == 2)
    return 0;
  if (x < 0.5) {
    double sine = __builtin_sin(M_PI * __builtin_fmod(x, 2));
    signgam = sine < 0 ? -1 : 1;
    int sign = signgam;
    double result = __builtin_log(M_PI / __builtin_fabs(sine)) - lgamma(1 - x);
    signgam = sign;
    return result;
  }
  if (x < 15)
    return __builtin_log(tgamma(x));
  /* Stirling's series. */
  double y = 1 / (x * x);
  double series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
  return checked((x - 0.5) * __builtin_log(x) - x + 0.91893853320467274178 + series, x);
}

double gamma(double x) { return lgamma(x); }

/* The forms for float and long double: the result for double, rounded. */

float acosf(float x) { return acos(x); }
long double acosl(long double x) { return acos(x); }
float asinf(float x) { return asin(x); }
long double asinl(long double x) { return asin(x); }
float atanf(float x) { return atan(x); }
long double atanl(long double x) { return atan(x); }
float cosf(float x) { return cos(x); }
long double cosl(long double x) { return cos(x); }
float sinf(float x) { return sin(x); }
long double sinl(long double x) { return sin(x); }
float tanf(float x) { return tan(x); }
long double tanl(long double x) { return tan(x); }
float acoshf(float x) { return acosh(x); }
long double acoshl(long double x) { return acosh(x); }
float asinhf(float x) { return asinh(x); }
long double asinhl(long double x) { return asinh(x); }
float atanhf(float x) { return atanh(x); }
long double atanhl(long double x) { return atanh(x); }
float coshf(float x) { return cosh(x); }
long double coshl(long double x) { return cosh(x); }
float sinhf(float x) { return sinh(x); }
long double sinhl(long double x) { return sinh(x); }
float tanhf(float x) { return tanh(x); }
long double tanhl(long double x) { return tanh(x); }
float expf(float x) { return exp(x); }
long double expl(long double x) { return exp(x); }
float exp2f(float x) { return exp2(x); }
long double exp2l(long double x) { return exp2(x); }
float exp10f(float x) { return exp10(x); }
long double exp10l(long double x) { return exp10(x); }
float expm1f(float x) { return expm1(x); }
long double expm1l(long double x) { return expm1(x); }
float logf(float x) { return log(x); }
long double logl(long double x) { return log(x); }
float log10f(float x) { return log10(x); }
long double log10l(long double x) { return log10(x); }
float log1pf(float x) { return log1p(x); }
long double log1pl(long double x) { return log1p(x); }
float log2f(float x) { return log2(x); }
long double log2l(long double x) { return log2(x); }
float logbf(float x) { return logb(x); }
long double logbl(long double x) { return logb(x); }
float cbrtf(float x) { return cbrt(x); }
long double cbrtl(long double x) { return cbrt(x); }
float fabsf(float x) { return fabs(x); }
long double fabsl(long double x) { return fabs(x); }
float sqrtf(float x) { return sqrt(x); }
long double sqrtl(long double x) { return sqrt(x); }
float erff(float x) { return erf(x); }
long double erfl(long double x) { return erf(x); }
float erfcf(float x) { return erfc(x); }
long double erfcl(long double x) { return erfc(x); }
float lgammaf(float x) { return lgamma(x); }
long double lgammal(long double x) { return lgamma(x); }
float tgammaf(float x) { return tgamma(x); }
long double tgammal(long double x) { return tgamma(x); }
float ceilf(float x) { return ceil(x); }
long double ceill(long double x) { return ceil(x); }
float floorf(float x) { return floor(x); }
long double floorl(long double x) { return floor(x); }
float nearbyintf(float x) { return nearbyint(x); }
long double nearbyintl(long double x) { return nearbyint(x); }
float rintf(float x) { return rint(x); }
long double rintl(long double x) { return rint(x); }
float roundf(float x) { return round(x); }
long double roundl(long double x) { return round(x); }
float truncf(float x) { return trunc(x); }
long double truncl(long double x) { return trunc(x); }
float atan2f(float x, float y) { return atan2(x, y); }
long double atan2l(long double x, long double y) { return atan2(x, y); }
float hypotf(float x, float y) { return hypot(x, y); }
long double hypotl(long double x, long double y) { return hypot(x, y); }
float powf(float x, float y) { return pow(x, y); }
long double powl(long double x, long double y) { return pow(x, y); }
float fmodf(float x, float y) { return fmod(x, y); }
long double fmodl(long double x, long double y) { return fmod(x, y); }
float remainderf(float x, float y) { return remainder(x, y); }
long double remainderl(long double x, long double y) { return remainder(x, y); }
float copysignf(float x, float y) { return copysign(x, y); }
long double copysignl(long double x, long double y) { return copysign(x, y); }
long double nextafterl(long double x, long double y) { return nextafter(x, y); }
float fdimf(float x, float y) { return fdim(x, y); }
long double fdiml(long double x, long double y) { return fdim(x, y); }
float fmaxf(float x, float y) { return fmax(x, y); }
long double fmaxl(long double x, long double y) { return fmax(x, y); }
float fminf(float x, float y) { return fmin(x, y); }
long double fminl(long double x, long double y) { return fmin(x, y); }
float fmaf(float x, float y, float z) { return fma(x, y, z); }
long double fmal(long double x, long double y, long double z) { return fma(x, y, z); }
float frexpf(float x, int *exponent) { return frexp(x, exponent); }
long double frexpl(long double x, int *exponent) { return frexp(x, exponent); }
float ldexpf(float x, int exponent) { return ldexp(x, exponent); }
long double ldexpl(long double x, int exponent) { return ldexp(x, exponent); }
float modff(float x, float *whole) {
  double part, rest = modf(x, &part);
  *whole = part;
  return rest;
}
long double modfl(long double x, long double *whole) {
  double part, rest = modf(x, &part);
  *whole = part;
  return rest;
}
float scalbnf(float x, int exponent) { return scalbn(x, exponent); }
long double scalbnl(long double x, int exponent) { return scalbn(x, exponent); }
float scalblnf(float x, long exponent) { return scalbln(x, exponent); }
long double scalblnl(long double x, long exponent) { return scalbln(x, exponent); }
long double nexttowardl(long double x, long double y) { return nexttoward(x, y); }
float nanf(const char *payload) { return nan(payload); }
long double nanl(const char *payload) { return nan(payload); }
float remquof(float x, float y, int *quotient) { return remquo(x, y, quotient); }
long double remquol(long double x, long double y, int *quotient) { return remquo(x, y, quotient); }
int ilogbf(float x) { return ilogb(x); }
int ilogbl(long double x) { return ilogb(x); }
long lrintf(float x) { return lrint(x); }
long lrintl(long double x) { return lrint(x); }
long long llrintf(float x) { return llrint(x); }
long long llrintl(long double x) { return llrint(x); }
long lroundf(float x) { return lround(x); }
long lroundl(long double x) { return lround(x); }
long long llroundf(float x) { return llround(x); }
long long llroundl(long double x) { return llround(x); }

#include <complex.h>
#include <math.h>

/* What the compiler calls for operations on complex numbers, for each of the three types. The quotient
   of two is computed by Smith's method, of floats in double. */
#define OPERATIONS(T, x)                                                                           \
  T complex __complex##x##_make(T re, T im) {                                                      \
    T complex z;                                                                                   \
    __real__ z = re;                                                                               \
    __imag__ z = im;                                                                               \
    return z;                                                                                      \
  }                                                                                                \
  T complex __complex##x##_add(T complex a, T complex b) {                                         \
    return __complex##x##_make(__real__ a + __real__ b, __imag__ a + __imag__ b);                  \
  }                                                                                                \
  T complex __complex##x##_subtract(T complex a, T complex b) {                                    \
    return __complex##x##_make(__real__ a - __real__ b, __imag__ a - __imag__ b);                  \
  }                                                                                                \
  T complex __complex##x##_negate(T complex a) {                                                   \
    return __complex##x##_make(-__real__ a, -__imag__ a);                                          \
  }                                                                                                \
  T complex __complex##x##_conjugate(T complex a) {                                                \
    return __complex##x##_make(__real__ a, -__imag__ a);                                           \
  }                                                                                                \
  int __complex##x##_equal(T complex a, T complex b) {                                             \
    return __real__ a == __real__ b && __imag__ a == __imag__ b;                                   \
  }                                                                                                \
  T complex __complex##x##_add_real(T complex a, T b) {                                            \
    return __complex##x##_make(__real__ a + b, __imag__ a);                                        \
  }                                                                                                \
  T complex __complex##x##_subtract_real(T complex a, T b) {                                       \
    return __complex##x##_make(__real__ a - b, __imag__ a);                                        \
  }                                                                                                \
  T complex __complex##x##_real_subtract(T complex a, T b) {                                       \
    return __complex##x##_make(b - __real__ a, -__imag__ a);                                       \
  }                                                                                                \
  T complex __complex##x##_multiply_real(T complex a, T b) {                                       \
    return __complex##x##_make(__real__ a * b, __imag__ a * b);                                    \
  }                                                                                                \
  T complex __complex##x##_divide_real(T complex a, T b) {                                         \
    return __complex##x##_make(__real__ a / b, __imag__ a / b);                                    \
  }                                                                                                \
  T complex __complex##x##_multiply(T complex z, T complex w) {                                    \
    T a = __real__ z, b = __imag__ z, c = __real__ w, d = __imag__ w;                              \
    T ac = a * c, bd = b * d, ad = a * d, bc = b * c, re = ac - bd, im = ad + bc;                  \
    if (isnan(re) && isnan(im)) {                                                                  \
      int again = isinf(ac) || isinf(bd) || isinf(ad) || isinf(bc);                                \
      if (isinf(a) || isinf(b)) {                                                                  \
        a = copysign(isinf(a) ? 1 : 0, a);                                                         \
        b = copysign(isinf(b) ? 1 : 0, b);                                                         \
        again = 1;                                                                                 \
      }                                                                                            \
      if (isinf(c) || isinf(d)) {                                                                  \
        c = copysign(isinf(c) ? 1 : 0, c);                                                         \
        d = copysign(isinf(d) ? 1 : 0, d);                                                         \
        again = 1;                                                                                 \
      }                                                                                            \
      if (again) {                                                                                 \
        re = INFINITY * (number(a) * number(c) - number(b) * number(d));                           \
        im = INFINITY * (number(a) * number(d) + number(b) * number(c));                           \
      }                                                                                            \
    }                                                                                              \
    return __complex##x##_make(re, im);                                                            \
  }                                                                                                \
  T complex __complex##x##_divide(T complex z, T complex w) {                                      \
    double re, im;                                                                                 \
    quotient(__real__ z, __imag__ z, __real__ w, __imag__ w, sizeof(T) == sizeof(float), &re,      \
             &im);                                                                                 \
    return __complex##x##_make(re, im);                                                            \
  }

/* What is no number counts as zero with its sign where infinities are multiplied. */
static double number(double x) { return isnan(x) ? copysign(0, x) : x; }

static void quotient(double a, double b, double c, double d, int single, double *re, double *im) {
  if (single) {
    double whole = c * c + d * d;
    *re = (a * c + b * d) / whole;
    *im = (b * c - a * d) / whole;
  } else if (fabs(c) < fabs(d)) {
    double ratio = c / d, whole = c * ratio + d;
    *re = (a * ratio + b) / whole;
    *im = (b * ratio - a) / whole;
  } else {
    double ratio = d / c, whole = d * ratio + c;
    *re = (b * ratio + a) / whole;
    *im = (b - a * ratio) / whole;
  }
  if (!isnan(*re) || !isnan(*im))
    return;
  if (c == 0 && d == 0 && (!isnan(a) || !isnan(b))) {
    *re = copysign(INFINITY, c) * a;
    *im = copysign(INFINITY, c) * b;
  } else if ((isinf(a) || isinf(b)) && isfinite(c) && isfinite(d)) {
    a = copysign(isinf(a) ? 1 : 0, a);
    b = copysign(isinf(b) ? 1 : 0, b);
    *re = INFINITY * (a * c + b * d);
    *im = INFINITY * (b * c - a * d);
  } else if ((isinf(c) || isinf(d)) && isfinite(a) && isfinite(b)) {
    c = copysign(isinf(c) ? 1 : 0, c);
    d = copysign(isinf(d) ? 1 : 0, d);
    *re = 0 * (a * c + b * d);
    *im = 0 * (b * c - a * d);
  }
}

OPERATIONS(double, )
OPERATIONS(float, f)
OPERATIONS(long double, l)

double complex __complexf_widen(float complex z) { return CMPLX(__real__ z, __imag__ z); }
double complex __complexl_widen(long double complex z) { return CMPLX(__real__ z, __imag__ z); }
float complex __complexf_narrow(double complex z) { return CMPLXF(__real__ z, __imag__ z); }
long double complex __complexl_narrow(double complex z) { return CMPLXL(__real__ z, __imag__ z); }

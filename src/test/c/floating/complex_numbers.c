// Complex numbers: constants, arithmetic with reals and integers, conversions, parts, functions.
#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double complex table[] = {1, I, -1, -I, 2.5 + 3 * I, 1.0 / 3};
static const float complex constant = 1.5f - 0.25fi;
static double complex zero;
static struct numbers {
  int n;
  double complex z;
  float complex pair[2];
} global = {7, 1 + 2 * I, {3, I}};

static void show(const char *name, double complex z) {
  printf("%s %.10g %.10g\n", name, creal(z), cimag(z));
}

static double complex times(double complex x, int n, ...) { return x * n; }
static float complex half(float complex z) { return z / 2; }

static int steps(double complex c) {
  double complex z = 0;
  int n = 0;
  while (cabs(z) < 2 && n < 50) {
    z = z * z + c;
    n++;
  }
  return n;
}

static void fourier(double complex *a, int n) {
  if (n == 1)
    return;
  double complex even[n / 2], odd[n / 2];
  for (int i = 0; i < n / 2; i++) {
    even[i] = a[2 * i];
    odd[i] = a[2 * i + 1];
  }
  fourier(even, n / 2);
  fourier(odd, n / 2);
  for (int k = 0; k < n / 2; k++) {
    double complex turned = cexp(-2 * I * M_PI * k / n) * odd[k];
    a[k] = even[k] + turned;
    a[k + n / 2] = even[k] - turned;
  }
}

static void operators(void) {
  double complex a = 3 + 4 * I, b = 1 - 2 * I;
  show("a + b", a + b);
  show("a - b", a - b);
  show("a * b", a * b);
  show("a / b", a / b);
  show("2 * a", 2 * a);
  show("a / 2", a / 2);
  show("1 / a", 1 / a);
  show("1 - a", 1 - a);
  show("a + 1", a + 1);
  show("a * 3u", a * 3u);
  show("-a", -a);
  show("~a", ~a);
  a += b;
  show("+=", a);
  a *= 2;
  show("*=", a);
  a /= b;
  show("/=", a);
  a -= I;
  show("-=", a);
  a++;
  show("++", a);
  printf("%d %d %d %d\n", a == a, a != b, !a, a && 1);
  puts(zero ? "not zero" : "zero");
  double complex c = a == b ? a : 2;
  show("?:", c);
  show("?", 1 ? 2 : a);
  printf("%s\n", _Generic(a, double complex: "double complex", default: "other"));
  printf("%s\n", _Generic(constant * 2, float complex: "float complex", default: "other"));
  printf("%s\n", _Generic(constant * 2.0, double complex: "double complex", default: "other"));
  volatile double complex v = 1 + I;
  v = v * v;
  show("volatile", v);
}

static void objects(void) {
  for (int i = 0; i < 6; i++)
    show("table", table[i]);
  show("constant", constant);
  show("global", global.z);
  show("pair", global.pair[1]);
  double complex a = 1 + 3 * I;
  double real = a;
  int whole = (int)(5.7 + 3 * I);
  float complex narrow = a;
  printf("%g %d\n", real, whole);
  show("narrow", half(narrow));
  show("times", times(a, 3, a));
  struct numbers copy = global, *p = &copy;
  p->z *= p->n;
  p->pair[0] += 1;
  show("member", p->z);
  show("element", p->pair[0]);
  double complex *heap = malloc(3 * sizeof *heap);
  heap[0] = 1;
  heap[1] = heap[0] + I;
  heap[2] = heap[1] * heap[1];
  show("heap", heap[2]);
  memcpy(heap, &a, sizeof a);
  double *parts = (double *)heap;
  printf("%g %g %g %g\n", parts[0], parts[1], parts[2], parts[3]);
  free(heap);
  __real__ a = 10;
  __imag__ a = -20;
  show("parts", a);
  printf("%g %g\n", __real__ a, __imag__(2 + 3.0i));
  show("CMPLX", CMPLX(real, 2));
  printf("%g\n", cimag(CMPLX(0.0, -0.0)));
  long double complex wide = 1 + 2.0Li;
  wide = wide * wide;
  printf("%g %g\n", (double)creall(wide), (double)cimagl(wide));
  printf("%zu %zu\n", sizeof(float complex), sizeof(double complex));
}

static void functions(void) {
  static const double complex at[] = {1 + 1 * I, -1 + 2 * I,       0.5 - 0.25 * I,
                                      -3,        0 + 2 * I, -0.7 - 1.3 * I};
  for (int i = 0; i < 6; i++) {
    double complex z = at[i];
    show("z", z);
    show("exp", cexp(z));
    show("log", clog(z));
    show("sqrt", csqrt(z));
    show("sin", csin(z));
    show("cos", ccos(z));
    show("tan", ctan(z));
    show("sinh", csinh(z));
    show("cosh", ccosh(z));
    show("tanh", ctanh(z));
    show("asin", casin(z));
    show("acos", cacos(z));
    show("atan", catan(z));
    show("asinh", casinh(z));
    show("acosh", cacosh(z));
    show("atanh", catanh(z));
    show("pow", cpow(z, 1 + I));
    show("square", cpow(z, 2));
    show("conj", conj(z));
    show("proj", cproj(z));
    printf("%.12g %.12g\n", cabs(z), carg(z));
  }
}

int main(void) {
  operators();
  objects();
  functions();
  for (double y = 1; y >= -1; y -= 0.5) {
    for (double x = -2; x <= 0.5; x += 0.1)
      putchar(steps(x + y * I) >= 50 ? '*' : '.');
    puts("");
  }
  double complex signal[8];
  for (int i = 0; i < 8; i++)
    signal[i] = i;
  fourier(signal, 8);
  for (int i = 0; i < 8; i++)
    printf("%.4f%+.4fi\n", creal(signal[i]), cimag(signal[i]));
  show("root", (-3 + csqrt(9 - 4 * 1 * 5)) / 2);
  double complex infinite = CMPLX(INFINITY, 1) * CMPLX(1, 1);
  printf("%g %g\n", creal(infinite), cimag(infinite));
  infinite = 1 / CMPLX(0, 0);
  printf("%g\n", creal(infinite));
  return 0;
}

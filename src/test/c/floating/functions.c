// Floating arguments and results: many, mixed with integers, variable, by pointer, in structures.
#include <stdarg.h>
#include <stdio.h>

struct vec { double x, y; float w; };

static double many(int a, double b, long c, float d, char e, double f, double g, double h, double i, double j, double k, double l) {
  return a + b * 2 + c * 3 + d * 4 + e + f + g + h + i * 10 + j * 100 + k * 1000 + l * 10000;
}
static float half(float f) { return f / 2; }
static double mean(int n, ...) {
  va_list ap;
  double s = 0;
  va_start(ap, n);
  for (int i = 0; i < n; i++) s += va_arg(ap, double);
  va_end(ap);
  return s / n;
}
static struct vec add(struct vec a, struct vec b) { return (struct vec){a.x + b.x, a.y + b.y, a.w + b.w}; }
static double integrate(double f(double), double a, double b, int n) {
  double h = (b - a) / n, s = (f(a) + f(b)) / 2;
  for (int i = 1; i < n; i++) s += f(a + i * h);
  return s * h;
}
static double square(double x) { return x * x; }
static void scale(double *p, int n, float by) { while (n--) *p++ *= by; }

int main(void) {
  printf("%g\n", many(1, 2, 3, 4, 'a', 1, 2, 3, 4, 5, 6, 7));
  printf("%g %g\n", half(5), half(1 / 3.0f) * 2);
  printf("%g %g\n", mean(3, 1.0, 2.0, 4.5), mean(2, 1.5f, half(3)));
  struct vec v = add((struct vec){1, 2, 3}, (struct vec){.5, .25, .125});
  printf("%g %g %g %zu\n", v.x, v.y, v.w, sizeof v);
  printf("%.6f\n", integrate(square, 0, 3, 300));
  double a[] = {1, 2, 3};
  scale(a, 3, 0.5f);
  printf("%g %g %g\n", a[0], a[1], a[2]);
  double m[2][2] = {{1, 2}, {3, 4}}, *p = m[1];
  printf("%g\n", p[-1] * p[1] + **m);
  double (*f)(double) = square;
  printf("%g %g\n", f(1.5), (v.x > 1 ? f : (double (*)(double))0)(2));
  union { double d; unsigned long u; } u = {1.0};
  printf("%lx\n", u.u);
  union { float f; unsigned u; } w = {-2.5f};
  printf("%x\n", w.u);
  return 0;
}

// Newton's method, matrix elimination, a series and a random walk in doubles.
#include <math.h>
#include <stdio.h>

static double root(double x) {
  double r = x, old;
  do {
    old = r;
    r = (r + x / r) / 2;
  } while (r < old);
  return old;
}
static int solve(int n, double a[n][n + 1]) {
  for (int i = 0; i < n; i++) {
    int p = i;
    for (int k = i + 1; k < n; k++) if (fabs(a[k][i]) > fabs(a[p][i])) p = k;
    for (int j = 0; j <= n; j++) { double t = a[i][j]; a[i][j] = a[p][j]; a[p][j] = t; }
    if (a[i][i] == 0) return 0;
    for (int k = 0; k < n; k++) {
      if (k == i) continue;
      double f = a[k][i] / a[i][i];
      for (int j = i; j <= n; j++) a[k][j] -= f * a[i][j];
    }
  }
  return 1;
}

int main(void) {
  printf("%.15g %.15g\n", root(2), root(1e10));
  double a[3][4] = {{2, 1, -1, 8}, {-3, -1, 2, -11}, {-2, 1, 2, -3}};
  printf("%d", solve(3, a));
  for (int i = 0; i < 3; i++) printf(" %.6f", a[i][3] / a[i][i]);
  puts("");
  double e = 1, term = 1;
  for (int i = 1; i < 20; i++) e += term /= i;
  printf("%.15f\n", e);
  double pi = 0;
  for (int i = 0; i < 1000; i++) pi += (i % 2 ? -4.0 : 4.0) / (2 * i + 1);
  printf("%.10f\n", pi);
  int inside = 0;
  unsigned seed = 1;
  for (int i = 0; i < 2000; i++) {
    double x = (seed = seed * 1664525u + 1013904223u) / 4294967296.0;
    double y = (seed = seed * 1664525u + 1013904223u) / 4294967296.0;
    inside += x * x + y * y < 1;
  }
  printf("%d\n", inside);
  for (int f = 0; f <= 100; f += 40) printf("%3d %6.1f\n", f, (5.0 / 9.0) * (f - 32));
  return 0;
}

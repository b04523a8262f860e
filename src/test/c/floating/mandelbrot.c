// The Mandelbrot set in letters, in double and in fixed point.
#include <stdio.h>

static int steps(double cx, double cy) {
  double x = 0, y = 0;
  int n = 0;
  while (n < 40 && x * x + y * y < 4) {
    double t = x * x - y * y + cx;
    y = 2 * x * y + cy;
    x = t;
    n++;
  }
  return n;
}
static int fixed(long cx, long cy) {
  long x = 0, y = 0;
  int n = 0;
  while (n < 40 && (x * x + y * y) >> 12 < 4L << 12) {
    long t = ((x * x - y * y) >> 12) + cx;
    y = (2 * x * y >> 12) + cy;
    x = t;
    n++;
  }
  return n;
}

int main(void) {
  int same = 0, all = 0;
  for (double y = -1.2; y <= 1.2; y += 0.2) {
    for (double x = -2; x < 0.6; x += 0.05) {
      int n = steps(x, y);
      putchar(n == 40 ? '#' : " .:-=+*%@"[n % 9]);
      same += (n == 40) == (fixed(x * 4096, y * 4096) == 40);
      all++;
    }
    puts("");
  }
  printf("%d\n", same * 100 / all > 90);
  return 0;
}

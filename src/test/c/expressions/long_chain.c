// Deep expressions: many live temporaries, calls within calls, and long chains.
#include <stdio.h>

static int f(int a, int b, int c, int d, int e, int g, int h, int i, int j, int k) {
  return a - b * 2 + c * 3 - d * 4 + e * 5 - g * 6 + h * 7 - i * 8 + j * 9 - k * 10;
}
static long mix(char a, short b, int c, long d, unsigned char e, unsigned short g, unsigned h, long i) {
  return a + b * 2L + c * 3L + d * 4 + e * 5L + g * 6L + h * 7L + i * 8;
}
static int id(int x) { return x; }

int main(void) {
  int a = 1, b = 2, c = 3, d = 4;
  printf("%d\n", f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  printf("%d\n", f(f(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), id(2), f(2, 2, 2, 2, 2, 2, 2, 2, 2, 2), 4, 5, id(id(6)), 7,
                   8, 9, f(3, 3, 3, 3, 3, 3, 3, 3, 3, 3)));
  printf("%ld\n", mix(-1, -2, -3, -4, 255, 65535, 4294967295u, -8));
  printf("%ld\n", mix(300, 70000, 1 << 20, 1L << 40, -1, -1, -1, -1));
  printf("%d\n", ((((a + b) * (c + d)) - ((a - b) * (c - d))) * (((a * b) + (c * d)) - ((a + d) * (b + c)))));
  printf("%d\n", a + (b + (c + (d + (a + (b + (c + (d + (a + (b + (c + (d + (a + (b + (c + d)))))))))))))));
  printf("%d\n", id(a) + id(b) * id(c) - id(d) / (id(a) + id(b)) % id(c));
  printf("%d %d %d %d %d %d %d %d %d %d\n", a, b, c, d, a + b, b + c, c + d, a * b, b * c, c * d);
  int t = 0;
  t += a + b + c + d + a * b + b * c + c * d + a * c + b * d + a * d + a * b * c + b * c * d + a * b * c * d;
  printf("%d\n", t);
  t = a ? b ? c ? d ? id(9) : 8 : 7 : 6 : 5;
  printf("%d\n", t);
  printf("%d\n", (a < b) + (b < c) + (c < d) == 3 && (a > b || b > c || c > d) == 0);
  return 0;
}

// Conditionals inside conditions, indexes, arguments and as bounds of loops.
#include <stdio.h>

static int sign(long n) { return n < 0 ? -1 : n > 0 ? 1 : 0; }
static int median(int a, int b, int c) { return a < b ? b < c ? b : a < c ? c : a : a < c ? a : b < c ? c : b; }
static const char *suffix(int n) { return n % 100 / 10 == 1 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th"; }

int main(void) {
  printf("%d %d %d\n", sign(-5), sign(0), sign(1L << 40));
  int v[] = {1, 2, 3};
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      for (int k = 0; k < 3; k++) printf("%d", median(v[i], v[j], v[k]));
  puts("");
  for (int i = 1; i < 125; i += i < 5 ? 1 : i < 30 ? 6 : 33) printf("%d%s ", i, suffix(i));
  puts("");
  int x = 3, y;
  y = x > 2 ? (x = 10, x + 1) : (x = 20, x + 2);
  printf("%d %d\n", x, y);
  if ((x > 5 ? y : x) > 10 ? x == 10 : 0) puts("both");
  printf("%d\n", v[x > 5 ? 2 : 0] * (y < 5 ? 1 : -1));
  return (x ? 1 : 2) + (0 ? 10 : 20);
}

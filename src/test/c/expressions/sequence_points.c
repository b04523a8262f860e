// Full expressions, initialisers and arguments of calls complete before the next begins.
#include <stdio.h>

static int n;
static int tick(void) { return ++n; }

int main(void) {
  int a = tick(), b = tick(), c = a * 10 + b;
  printf("%d %d %d\n", a, b, c);
  int i = 0;
  int list[5];
  for (; i < 5; list[i] = i * i, i++);
  printf("%d %d\n", list[4], i);
  i = 1;
  (i++, i *= 10) && (i += 5);
  printf("%d\n", i);
  int x = (tick(), tick()), y = x++ ? x : -1;
  printf("%d %d\n", x, y);
  if (n++ == 4 && n == 5) puts("after &&");
  n++ > 100 || printf("%d\n", n);
  int *p = list;
  while (*p++ < 9);
  printf("%td\n", p - list);
  return n;
}

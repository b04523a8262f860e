// Comparisons of signed, unsigned, pointers and mixed operands give an int.
#include <limits.h>
#include <stdio.h>
#include <stddef.h>

int main(void) {
  int i = -1;
  unsigned u = UINT_MAX;
  long l = UINT_MAX;
  unsigned long ul = ULONG_MAX;
  short s = -1;
  unsigned short us = 65535;
  printf("%d%d%d%d\n", i == u, i == l, u == l, s == us);
  printf("%d%d%d%d\n", i < 0, u < 0, i < 1u, s < us);
  printf("%d%d%d\n", i == ul, (long)i == l, -1L == ul);
  printf("%d%d%d\n", INT_MIN < INT_MAX, INT_MIN < 0, LONG_MIN < LONG_MAX);
  printf("%d%d\n", UINT_MAX > INT_MAX, ULONG_MAX > LONG_MAX);
  int a[5];
  int *p = a, *q = a + 3;
  printf("%d%d%d%d%d%d\n", p < q, p <= p, p > q, p >= q, p == q, p != q);
  printf("%td %td\n", q - p, p - q);
  printf("%d%d%d\n", p == NULL, !p, p && q);
  void *v = q;
  printf("%d%d\n", v == q, v == a);
  printf("%d\n", &a[5] > &a[4]);
  printf("%zu\n", sizeof(1 < 2L));
  printf("%d\n", 3 > 2 > 1);
  printf("%d\n", -1 < 0 < 1);
  int (*f)(const char *) = puts;
  printf("%d%d\n", f == puts, f != 0);
  char c = -1;
  printf("%d %d\n", c == 255, (unsigned char)c == 255);
  if (u >= 0 && !(u < 0)) puts("unsigned is never negative");
  return 0;
}

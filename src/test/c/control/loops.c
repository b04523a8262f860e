// for, while and do with break, continue, empty parts and nesting.
#include <stdio.h>

int main(void) {
  int i, n = 0;
  for (;;) if (++n > 5) break;
  printf("%d\n", n);
  for (i = 0, n = 10; i < n; i++, n--);
  printf("%d %d\n", i, n);
  do n--; while (n > 0);
  printf("%d\n", n);
  do { if (n++ == 3) continue; if (n > 6) break; } while (n < 100);
  printf("%d\n", n);
  while (n) {
    if (n-- % 2) continue;
    printf("%d ", n);
  }
  puts("");
  for (int a = 1; a <= 3; a++) {
    for (int b = 1; b <= 3; b++) {
      if (b == a) continue;
      if (a * b == 6) break;
      printf("%d%d ", a, b);
    }
    printf("| ");
  }
  puts("");
  for (unsigned u = 3; u < 4; u--) printf("%u ", u);
  for (char c = 'a'; c <= 'e'; c += 2) putchar(c);
  puts("");
  i = 5;
  while (i --> 0) printf("%d ", i);
  do ; while (0);
  for (int k = 0; k < 3; k++) { static int calls; printf("%d ", calls += k); }
  puts("");
  int primes = 0;
  for (int p = 2; p < 200; p++) {
    int d = 2;
    while (d * d <= p && p % d) d++;
    if (d * d > p) primes++;
  }
  printf("%d\n", primes);
  long collatz = 27, steps = 0;
  while (collatz != 1) collatz = collatz % 2 ? 3 * collatz + 1 : collatz / 2, steps++;
  printf("%ld\n", steps);
  for (const char *s = "text"; *s; ) putchar(*s++ - 32);
  puts("");
  if (0) for (;;) puts("never"); else puts("else");
  return 0;
}

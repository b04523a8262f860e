// abs, labs, div, ldiv, and rand with a seed is repeatable.
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  printf("%d %ld %lld\n", abs(-5), labs(-5000000000L), llabs(-7LL));
  div_t d = div(-17, 5);
  ldiv_t l = ldiv(17L, -5L);
  printf("%d %d %ld %ld\n", d.quot, d.rem, l.quot, l.rem);
  srand(42);
  int first[5], same = 1, in = 1;
  for (int i = 0; i < 5; i++) first[i] = rand();
  srand(42);
  for (int i = 0; i < 5; i++) same &= first[i] == rand();
  for (int i = 0; i < 1000; i++) {
    int r = rand();
    in &= r >= 0 && r <= RAND_MAX;
  }
  printf("%d %d %d\n", same, in, RAND_MAX == INT_MAX);
  unsigned s = 1;
  int a = rand_r(&s), b = rand_r(&s);
  s = 1;
  printf("%d\n", a == rand_r(&s) && b == rand_r(&s));
  return EXIT_SUCCESS;
}

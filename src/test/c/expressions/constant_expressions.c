// Constant expressions in all the places that need them.
#include <stdio.h>
#include <stddef.h>

enum { A = 3, B = A * 2 + 1, C = B << 4 | A, D = -A, E = sizeof(long) * A, F = A > 2 ? 10 : 20, G = ~0,
       H = 'x', I = (char)300, J = !A || B && C };
struct s { int a; char b[A + 1]; long c; };
static int array[B] = {[A] = 5, [B - 1] = 6};
static char text[sizeof "abc" + offsetof(struct s, c)];
static const int *pointer = &array[A] + 1 - 1;
static unsigned long value = (1UL << 40) - 1;
static int negative = -5 % 3 + -5 / 3;
static long address = (long)((char *)0 + 12);
_Static_assert(A == 3 && sizeof(int) == 4, "as expected");
_Static_assert(-1 < 0u == 0, "-1 becomes unsigned");

static int pick(int n) {
  switch (n) {
    case A: return 'A';
    case B + 1: return 'B';
    case sizeof(struct s): return 's';
    case 'x' - 'a': return 'x';
    case -1 & 0xff: return 'f';
    case (int)(3.99 * 100): return 'd';
  }
  return '?';
}

int main(void) {
  printf("%d %d %d %d %d %d %d %d %d %d\n", A, B, C, D, E, F, G, H, I, J);
  printf("%zu %zu %zu\n", sizeof array, sizeof text, sizeof(struct s));
  printf("%d %d %lu %d %ld\n", *pointer, array[B - 1], value, negative, address);
  int tests[] = {A, B + 1, sizeof(struct s), 23, 255, 399, 0};
  for (int i = 0; i < 7; i++) putchar(pick(tests[i]));
  puts("");
  return 0;
}

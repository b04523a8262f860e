// inline functions, static and extern, prototypes inside functions, parameters named like types.
#include <stdio.h>

typedef int number;
static inline number add(number number, int by) { return number + by; }
inline int cube(int n) { return n * n * n; }
extern inline int cube(int n);
static int helper(int (*)(int), int);
static int apply(int f(int), int n) {
  int helper(int (*)(int), int);
  return helper(f, n);
}
static int helper(int (*f)(int), int n) { return f(f(n)); }
static int unnamed(int, char *, int[], int (*)(void));
static int unnamed(int a, char *b, int c[], int (*d)(void)) { return a + *b + c[0] + d(); }
static int seven(void) { return 7; }
static void (*nothing(void))(void) { return 0; }
static int many(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j + 11 * k + 12 * l;
}

int main(void) {
  number number = add(3, 4);
  printf("%d %d\n", number, cube(3));
  printf("%d\n", apply(cube, 2));
  printf("%d\n", unnamed(1, "A", (int[]){10}, seven));
  printf("%d\n", nothing() == 0);
  printf("%d\n", many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
  return 0;
}

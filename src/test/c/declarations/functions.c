// Prototypes, implicit int-free old forms, empty parameters, recursion between functions.
#include <stdarg.h>
#include <stdio.h>

int even(unsigned), odd(unsigned);
static void hello();
static long wide(char, short, unsigned char);
static int total(int n, ...);
inline static int twice(int n) { return n + n; }
static int ackermann(int m, int n) { return m ? n ? ackermann(m - 1, ackermann(m, n - 1)) : ackermann(m - 1, 1) : n + 1; }
_Noreturn static void leave(int n);

int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static void hello() { puts("hello"); }
static long wide(char c, short s, unsigned char u) { return c * 1000000L + s * 1000L + u; }
static int total(int n, ...) {
  va_list list;
  int sum = 0;
  va_start(list, n);
  while (n--) sum += va_arg(list, int);
  va_end(list);
  return sum;
}
static char narrow(int n) { return n; }
static unsigned char unsign(int n) { return n; }
static _Bool truth(int n) { return n; }
static short array(short list[], int n) { return n[list]; }
static void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }
static int changed(int n) { n += 5; return n; }
#include <stdlib.h>
static void leave(int n) { exit(n); }

int main() {
  printf("%d %d\n", even(10), odd(10));
  hello();
  printf("%ld\n", wide(300, 70000, -1));
  printf("%d %d\n", total(0), total(4, 1, 2, 'a', (short)-4));
  printf("%d\n", ackermann(2, 3));
  printf("%d %d %d\n", narrow(200), unsign(-1), truth(512));
  short list[] = {5, 6, 7};
  printf("%d\n", array(list, 2));
  int a = 1, b = 2;
  swap(&a, &b);
  printf("%d %d %d %d\n", a, b, changed(a), a);
  printf("%d\n", twice(twice(10)));
  printf("%s %s\n", __func__, __func__ + 2);
  leave(7);
}

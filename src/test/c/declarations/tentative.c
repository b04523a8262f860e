// File-scope objects declared several times are one object, zero unless initialised.
#include <stdio.h>

int a;
int a;
int a = 3;
int a;
static int b;
static int b;
int c[5];
extern int c[];
extern int d;
int d;
static struct { int x; long y; char *p; } e;
int f(int);
int f(int n);
extern int f(int);
static int *pa = &a;
static char zero[100];
extern int c[5];
const int k = 9;

int f(int n) {
  extern int a;
  static int *where = &b;
  return n + a + ++*where;
}

static int g(void) {
  int f(int);
  return f(1);
}

int main(void) {
  printf("%d %d %d %d\n", a, b, c[4], d);
  printf("%d %ld %d\n", e.x, e.y, e.p == 0);
  *pa = 10;
  printf("%d\n", f(5));
  printf("%d\n", g());
  int sum = 0;
  for (unsigned i = 0; i < sizeof zero; i++) sum += zero[i];
  printf("%d %d %zu\n", sum, k, sizeof c);
  int a = 50;
  {
    extern int a;
    printf("%d ", a);
  }
  printf("%d\n", a);
  return b;
}

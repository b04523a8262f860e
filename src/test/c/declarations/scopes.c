// Names are hidden by inner blocks, loops, parameters and prototypes.
#include <stdio.h>

static int x = 1;
static int show(int x) {
  {
    int x = 30;
    printf("%d ", x);
  }
  return x;
}
static int prototype(int x, int (*f)(int x, int y));
static int prototype(int y, int (*f)(int, int)) { return f(y, x); }
static int add(int a, int b) { return a + b; }
struct x { int x; };

int main(void) {
  printf("%d ", x);
  int x = x = 2;
  printf("%d ", x);
  for (int x = 10; x < 12; x++) {
    printf("%d ", x);
    int x = 20;
    printf("%d ", x++);
  }
  printf("%d\n", x);
  printf("%d\n", show(5));
  printf("%d\n", prototype(7, add));
  if (x) {
    int x = 3;
    while (x--) {
      int x = 9;
      printf("%d ", x);
    }
    printf("%d\n", x);
  }
  struct x s = {x};
  struct y { struct x x; } y = {{8}};
  printf("%d %d\n", s.x, y.x.x);
  goto x;
x:
  printf("%d\n", x);
  {
    enum { x = 77 };
    printf("%d\n", x);
    {
      char x[x];
      printf("%zu\n", sizeof x);
    }
  }
  switch (x) {
    int x;
    case 2: x = 6; printf("%d\n", x);
  }
  printf("%d\n", x);
  return 0;
}

// Storage classes: static locals keep their value, register and auto do not, extern links.
#include <stdio.h>

extern int later;
static int hidden(void);
extern int visible(int);
static int counter;

static int next(void) {
  static int n = 100;
  static int calls;
  calls++;
  return n += calls;
}

static int *keep(int reset) {
  static int cell;
  if (reset) cell = 0;
  cell++;
  return &cell;
}

static int factorial(int n) {
  static int depth;
  depth++;
  int r = n < 2 ? depth : n * factorial(n - 1);
  depth--;
  return r;
}

int visible(int n) {
  extern int later;
  return later * n + hidden();
}

int main(void) {
  for (int i = 0; i < 3; i++) printf("%d ", next());
  puts("");
  keep(0);
  (*keep(0)) += 10;
  printf("%d\n", *keep(0));
  printf("%d\n", *keep(1));
  printf("%d %d\n", factorial(5), factorial(5));
  printf("%d\n", visible(2));
  for (int i = 0; i < 3; i++) {
    static int s = 5;
    auto int a = 5;
    register int r = 5;
    s++, a++, r++;
    printf("%d%d%d ", s, a, r);
  }
  puts("");
  {
    extern int later;
    later++;
  }
  printf("%d %d\n", later, counter);
  return 0;
}

int later = 42;
static int hidden(void) { return ++counter; }

// _Bool holds 0 or 1 whatever is assigned, in every kind of object.
#include <stdbool.h>
#include <stdio.h>

struct flags { bool a, b; int n; bool c[3]; };

static bool nonzero(int n) { return n; }
static bool pointer(const void *p) { return p; }
static int count(bool x, bool y) { return x + y; }

int main(void) {
  bool b = 42;
  printf("%d %d %zu\n", b, !b, sizeof b);
  b = 0x100;
  printf("%d\n", b);
  b = -1;
  printf("%d\n", b);
  b = 'a' - 'a';
  printf("%d\n", b);
  b = 1UL << 40;
  printf("%d\n", b);
  printf("%d %d %d\n", nonzero(256), nonzero(0), nonzero(-256));
  printf("%d %d\n", pointer(&b), pointer(0));
  printf("%d\n", count(7, 256));
  struct flags f = {2, 0, 5, {9, 0, 8}};
  printf("%d %d %d %d\n", f.a, f.b, f.c[0] + f.c[1] + f.c[2], f.n);
  f.a += 5;
  f.b |= 4;
  f.c[1] = f.n > 3;
  printf("%d %d %d %zu\n", f.a, f.b, f.c[1], sizeof f);
  b = true;
  b--;
  printf("%d\n", b);
  b--;
  printf("%d\n", b);
  b ^= 1;
  printf("%d\n", b);
  b = ~b;
  printf("%d %d\n", b, true + true);
  int a[2] = {10, 20};
  printf("%d %d\n", a[f.a], a[!f.a]);
  printf("%d\n", (bool)"text" && (bool)main);
  bool *p = &f.b;
  *p = 0x8000;
  printf("%d %d\n", *(char *)p, f.b ? 1 : 2);
  return 0;
}

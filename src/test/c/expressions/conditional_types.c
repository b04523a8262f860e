// The conditional operator converts its second and third operand to a common type.
#include <stdio.h>

struct point { int x, y; };

static struct point make(int x) {
  struct point p = {x, -x};
  return p;
}

static void left(void) { puts("left"); }
static void right(void) { puts("right"); }

int main(int argc, char **argv) {
  int yes = argc > 0, no = argc > 100;
  printf("%ld\n", (long)(yes ? -1 : 0u));
  printf("%ld\n", (long)(yes ? -1 : 0L));
  printf("%zu %zu\n", sizeof(yes ? 'a' : (char)1), sizeof(yes ? 1 : 1L));
  struct point p = yes ? make(3) : make(4);
  printf("%d %d\n", p.x, p.y);
  printf("%d\n", (no ? make(5) : make(6)).x);
  (yes ? left : right)();
  (no ? left : right)();
  no ? left() : right();
  char *text = no ? NULL : "text";
  printf("%s\n", text);
  const char *name = yes ? argv[0] ? "named" : "nameless" : 0;
  puts(name);
  int a[3] = {1, 2, 3}, b[2] = {9, 8};
  printf("%d\n", *(yes ? a : b));
  printf("%d\n", (no ? a : b)[1]);
  void *v = yes ? (void *)a : b;
  printf("%d\n", v == a);
  int n = 5;
  *(n > 3 ? &a[0] : &a[1]) = 70;
  printf("%d %d\n", a[0], a[1]);
  n = 0;
  unsigned char u = 200;
  printf("%d\n", yes ? (signed char)u : 0);
  return 0;
}

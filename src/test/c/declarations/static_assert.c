// _Static_assert at file scope, in blocks and structures; empty declarations; tags only.
#include <assert.h>
#include <stdio.h>

_Static_assert(sizeof(int) == 4, "int has four bytes");
static_assert(sizeof(long) == sizeof(void *), "LP64");
struct s {
  char c;
  _Static_assert(sizeof(char) == 1, "char");
  int i;
};
_Static_assert(sizeof(struct s) == 8, "padding");
enum { N = 5 };
struct tag;
union u { int i; };
enum e { X, Y };
typedef int t;
;
static int list[N == 5 ? 3 : -1];
int;

int main(void) {
  _Static_assert(N, "in a block");
  ;
  struct inner { int a; };
  typedef struct inner inner;
  inner v = {3};
  int x = 1;
  _Static_assert(sizeof v == 4, "after statements");
  t y = 2;
  assert(x + y == 3);
  printf("%d %zu %d\n", v.a, sizeof list / sizeof *list, Y);
  return 0;
}

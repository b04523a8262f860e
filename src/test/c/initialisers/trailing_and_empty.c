// Trailing commas, empty braces, extra braces and lengths from the largest designator.
#include <stdio.h>

static int a[] = {1, 2, 3,};
static struct { int x, y; } p = {1, 2,}, q = {}, r[] = {{1}, {2, 3,},};
static int b[4] = {};
static int c[] = {[9] = 1, [3] = 2, 5,};
enum { A, B, C, };
static char *words[] = {"one", "two",};
static int d = {7,};

int main(void) {
  int e[3] = {0,};
  struct { int v[2]; char t[4]; } s = {{1,}, "ab",}, t = {};
  printf("%zu %zu %zu %zu\n", sizeof a / sizeof *a, sizeof r / sizeof *r, sizeof c / sizeof *c, sizeof words / sizeof *words);
  printf("%d %d %d %d %d\n", p.y, q.x, r[1].y, b[3], d);
  printf("%d %d %d %d\n", c[3], c[4], c[9], C);
  printf("%d %d %s %d\n", e[2], s.v[1], s.t, t.v[0]);
  return 0;
}

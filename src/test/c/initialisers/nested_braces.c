// Initialisers with all, some and no inner braces.
#include <stdio.h>

struct point { int x, y; };
struct line { struct point from, to; char name[4]; };
struct deep { int a; struct { int b[2]; struct point p; } in; int c; };

static int m1[2][3] = {{1, 2, 3}, {4, 5, 6}};
static int m2[2][3] = {1, 2, 3, 4, 5, 6};
static int m3[2][3] = {{1}, 4};
static int m4[][3] = {1, 2, 3, 4};
static struct line l1 = {1, 2, 3, 4, "abc"};
static struct line l2 = {{1}, {3, 4}, {'x', 'y'}};
static struct line l3[] = {{{1, 2}, 3, 4, "a"}, 5, 6, 7, 8, "b", {9}};
static struct deep d1 = {1, {{2, 3}, {4, 5}}, 6};
static struct deep d2 = {1, 2, 3, 4, 5, 6};
static struct deep d3 = {1, {2}, 6};
static char cube[2][2][3] = {"ab", "cd", {"ef", 'g', 'h'}};
static int scalar = {5};

static void matrix(int m[][3], int n) {
  for (int i = 0; i < n; i++) printf("%d %d %d|", m[i][0], m[i][1], m[i][2]);
  puts("");
}
static void line(struct line l) {
  printf("%d %d %d %d %.4s\n", l.from.x, l.from.y, l.to.x, l.to.y, l.name);
}
static void deep(struct deep d) {
  printf("%d %d %d %d %d %d\n", d.a, d.in.b[0], d.in.b[1], d.in.p.x, d.in.p.y, d.c);
}

int main(void) {
  matrix(m1, 2); matrix(m2, 2); matrix(m3, 2); matrix(m4, sizeof m4 / sizeof *m4);
  line(l1); line(l2);
  for (unsigned i = 0; i < sizeof l3 / sizeof *l3; i++) line(l3[i]);
  deep(d1); deep(d2); deep(d3);
  printf("%s %s %s %c\n", cube[0][0], cube[0][1], cube[1][0], cube[1][1][0]);
  int n1[2][3] = {{1}, 4}, n2[][3] = {1, 2, 3, 4};
  struct line k[] = {{{1, 2}, 3, 4, "a"}, 5, 6, 7, 8, "b", {9}};
  struct deep e = {1, 2, 3, {4, 5}, 6};
  matrix(n1, 2); matrix(n2, 2);
  for (unsigned i = 0; i < sizeof k / sizeof *k; i++) line(k[i]);
  deep(e);
  printf("%d\n", scalar);
  return 0;
}

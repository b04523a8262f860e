// Designated initialisers: out of order, ranges, nested, later ones win.
#include <stdio.h>

struct point { int x, y, z; };
struct shape { const char *name; struct point at[2]; union { int i; char c; } u; };

static int a[10] = {[2] = 5, 6, [8] = 1, 2};
static int b[] = {[4] = 1, [0] = 9, 8};
static int c[8] = {1, 2, [0 ... 3] = 7, [6 ... 7] = 3};
static struct point p = {.z = 3, .x = 1};
static struct point q = {.y = 2, 3, .x = 9};
static struct shape s = {.at[1].y = 5, .name = "s", .at[0] = {1, .z = 2}, .u.c = 'u'};
static struct shape t = {"t", {[1] = {.x = 7}, [0].z = 8}, {.c = 'x'}};
static struct point grid[2][2] = {[1][0].y = 4, [0] = {{1, 2, 3}, {.z = 6}}};
static struct point twice = {.x = 1, .y = 2, .x = 3};
static const char *names[] = {[3] = "three", [1] = "one"};

static void list(const int *v, int n) {
  for (int i = 0; i < n; i++) printf("%d ", v[i]);
  puts("");
}
static void shape(const struct shape *s) {
  printf("%s %d %d %d, %d %d %d, %c\n", s->name, s->at[0].x, s->at[0].y, s->at[0].z, s->at[1].x, s->at[1].y,
         s->at[1].z, s->u.c);
}

int main(void) {
  list(a, 10);
  list(b, sizeof b / sizeof *b);
  list(c, 8);
  list(&p.x, 3);
  list(&q.x, 3);
  shape(&s);
  shape(&t);
  list(&grid[0][0].x, 12);
  list(&twice.x, 3);
  printf("%zu %d %s\n", sizeof names / sizeof *names, names[2] == NULL, names[3]);
  int n = 5;
  int d[6] = {[1] = n, n + 1, [5] = n * n};
  struct point r = {.y = n++, .x = n};
  list(d, 6);
  printf("%d %d\n", r.y, r.z);
  struct shape v = {.name = "v", .at = {{1}, [1].z = n}, .u = {.i = 'V'}};
  shape(&v);
  int e[] = {[2] = 1, [1] = 2, [0] = 3, 4};
  list(e, sizeof e / sizeof *e);
  return 0;
}

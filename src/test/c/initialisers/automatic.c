// Automatic aggregates with computed values; what is not named is zero each time.
#include <stdio.h>
#include <string.h>

struct item { int id; char tag[6]; long v[3]; };

static int count;
static int next(void) { return ++count; }
static struct item make(int id) {
  struct item i = {id, "t", {id, id * 2}};
  return i;
}

static int dirty(int n) {
  volatile int a[40];
  for (int i = 0; i < 40; i++) a[i] = n;
  return a[n % 40];
}

static int clean(void) {
  int a[40] = {0}, b[40] = {[7] = 1};
  int s = 0;
  for (int i = 0; i < 40; i++) s += a[i] + b[i];
  return s;
}

int main(void) {
  int a[5] = {next(), next(), next()};
  printf("%d %d %d %d %d\n", a[0], a[1], a[2], a[3], a[4]);
  dirty(77);
  printf("%d\n", clean());
  struct item i = {.v = {1, [2] = next()}}, j = make(5), k[2] = {make(1), {2, "two"}};
  printf("%d %s|%ld %ld %ld\n", i.id, i.tag, i.v[0], i.v[1], i.v[2]);
  printf("%d %s %ld\n", j.id, j.tag, j.v[1]);
  printf("%d %s %d %s %ld\n", k[0].id, k[0].tag, k[1].id, k[1].tag, k[1].v[2]);
  struct item l = k[1], m = {.id = l.id + 1, .tag = {'m', a[0] + '0'}};
  printf("%d %s %d\n", m.id, m.tag, memcmp(&l, &k[1], sizeof l));
  for (int n = 0; n < 3; n++) {
    int fresh[3] = {n};
    int *p = fresh;
    printf("%d%d%d ", p[0], p[1], p[2]);
    p[1] = p[2] = 9;
  }
  puts("");
  struct { struct item in; int after; } o = {make(7), 8}, q = {.in = o.in, .after = 70};
  printf("%d %d %d %s\n", o.in.id, o.after, q.after, q.in.tag);
  int x = 3, y = x + 1, z[2] = {x, y}, *w = z;
  printf("%d %d\n", w[1], y);
  char empty[3] = {};
  printf("%d\n", empty[0] + empty[2]);
  return 0;
}

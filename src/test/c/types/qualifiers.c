// const, volatile and restrict where they may stand.
#include <stdio.h>
#include <string.h>

static const int limit = 10;
static int const *const table[] = {&limit, &limit};
static volatile int counter;
struct node { const char *const name; volatile long ticks; };

static size_t length(register const char *restrict s) {
  const char *start = s;
  while (*s) s++;
  return s - start;
}
static void copy(int n, int *restrict to, const int *restrict from) {
  while (n-- > 0) *to++ = *from++;
}
static int first(int n, const int a[static 2]) { return a[0] + n; }
static inline const char *pick(const char *const *list, int i) { return list[i]; }

int main(void) {
  const char *p = "one";
  char text[] = "two";
  char *const q = text;
  *q = 'T';
  p = q;
  printf("%s %s %zu\n", p, q, length(p));
  for (counter = 0; counter < limit; counter++)
    ;
  printf("%d %d\n", counter, *table[1]);
  struct node n = {"name", 5};
  n.ticks += 3;
  printf("%s %ld\n", n.name, n.ticks);
  int a[4], b[] = {1, 2, 3, 4};
  copy(4, a, b);
  printf("%d %d\n", a[3], first(1, a));
  const char *list[] = {"x", "y"};
  puts(pick(list, 1));
  const volatile unsigned char status = 0x80;
  printf("%d\n", status);
  int volatile *const volatile vp = &a[1];
  *vp = 99;
  printf("%d\n", a[1]);
  auto int automatic = 4;
  register int r = automatic;
  printf("%d\n", r);
  const struct { int x; } s = {3}, *ps = &s;
  printf("%d\n", ps->x);
  typedef int *ip;
  const ip fixed = a;
  *fixed = 8;
  printf("%d\n", a[0]);
  return 0;
}

// Structures are values: assigned, passed, returned, compared by member, in any expression.
#include <stdio.h>
#include <string.h>

struct small { char c; };
struct odd { char text[5]; short s; };
struct large { long n[6]; struct odd o; };

static struct small next(struct small s) { s.c++; return s; }
static struct odd word(const char *t) {
  struct odd o = {"", (short)strlen(t)};
  strncpy(o.text, t, 4);
  return o;
}
static struct large fill(struct large l, int by) {
  for (int i = 0; i < 6; i++) l.n[i] += by * i;
  return l;
}
static long sum(struct large a, struct small s, struct large b) {
  long t = s.c;
  for (int i = 0; i < 6; i++) t += a.n[i] * b.n[i];
  return t;
}

int main(void) {
  struct small s = {'a'}, t;
  t = next(next(s));
  printf("%c %c\n", s.c, t.c);
  struct large a = {{1, 2, 3}}, b;
  b = a;
  b.n[0] = 100;
  printf("%ld %ld\n", a.n[0], b.n[0]);
  a = fill(fill(a, 1), 2);
  printf("%ld %ld\n", a.n[2], a.n[5]);
  printf("%ld\n", sum(a, s, fill(b, 1)));
  printf("%s %d\n", word("hello").text, word("hello").s);
  printf("%c\n", next(next(t)).c);
  struct large array[3] = {a, b, a};
  array[2] = array[1];
  array[0].o = array[1].o = word("xyz");
  printf("%ld %s\n", array[2].n[0], array[0].o.text);
  struct large *p = &array[1], *q = array;
  *q = *p;
  printf("%d\n", memcmp(q, p, sizeof *p));
  (a = b).n[1] + 1;
  printf("%ld\n", (a = array[1]).n[0]);
  struct odd o1 = word("one"), o2 = word("two"), o3;
  o3 = o1, o1 = o2, o2 = o3;
  printf("%s %s\n", o1.text, o2.text);
  return 0;
}

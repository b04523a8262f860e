// Members of a union share their bytes; the first is initialised.
#include <stdio.h>
#include <string.h>

union word { unsigned u; int i; unsigned short h[2]; unsigned char b[4]; };
union any { char c; long l; char *text; struct { short a, b; } pair; };
struct tagged { enum { CHAR, LONG, TEXT, PAIR } tag; union any value; };

static void print(struct tagged t) {
  switch (t.tag) {
    case CHAR: printf("char %c\n", t.value.c); break;
    case LONG: printf("long %ld\n", t.value.l); break;
    case TEXT: printf("text %s\n", t.value.text); break;
    case PAIR: printf("pair %d %d\n", t.value.pair.a, t.value.pair.b); break;
  }
}

static union word swap(union word w) {
  union word r;
  for (int i = 0; i < 4; i++) r.b[i] = w.b[3 - i];
  return r;
}

int main(void) {
  union word w = {0x12345678};
  printf("%x %x %x %x\n", w.b[0], w.b[3], w.h[0], w.h[1]);
  w.b[3] = 0xff;
  printf("%x %d\n", w.u, w.i);
  printf("%x\n", swap(w).u);
  struct tagged all[] = {{CHAR, {'x'}}, {LONG, {.l = 1L << 40}}, {TEXT, {.text = "hello"}}, {PAIR, {.pair = {3, -4}}}};
  for (int i = 0; i < 4; i++) print(all[i]);
  union any a, b;
  memset(&a, 0, sizeof a);
  a.pair.b = 1;
  printf("%ld\n", a.l);
  b = a;
  b.l += 0x30001;
  printf("%d %d\n", b.pair.a, b.pair.b);
  printf("%zu %d\n", sizeof(union any), (void *)&a.c == (void *)&a.l);
  union { struct { int x, y; }; int xy[2]; } p = {{5, 6}};
  printf("%d %d %d\n", p.x, p.xy[1], p.y == p.xy[1]);
  union word *q = &w;
  q->h[1] = 0;
  printf("%x\n", q->u);
  return 0;
}

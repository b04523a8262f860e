// Bit-fields are packed from the lowest bit and keep to their width and sign.
#include <stdio.h>
#include <string.h>

struct flags { unsigned a : 1, b : 3, c : 4; int d : 5; unsigned e : 19; };
struct mixed { char c; int f : 4; int g : 30; short h : 9; long l : 40; };
struct zero { unsigned a : 4; unsigned : 0; unsigned b : 4; unsigned : 3; unsigned c : 1; };
struct boolean { _Bool x : 1; unsigned char y : 7; };

int main(void) {
  struct flags f = {1, 5, 9, -3, 0x7ffff};
  printf("%u %u %u %d %u %zu\n", f.a, f.b, f.c, f.d, f.e, sizeof f);
  unsigned raw;
  memcpy(&raw, &f, sizeof raw);
  printf("%x\n", raw);
  f.b += 4;
  f.d = 15;
  f.d++;
  printf("%u %d\n", f.b, f.d);
  f.a = 2;
  f.c = ~f.c;
  printf("%u %u\n", f.a, f.c);
  printf("%d\n", f.c - 7 < 0);
  printf("%d\n", (f.e = 0x100001) == 1);
  struct mixed m = {'m', -8, 1 << 28, -256, 1L << 38};
  printf("%d %d %d %ld %zu\n", m.f, m.g, m.h, (long)m.l, sizeof m);
  m.l = -1;
  m.g--;
  printf("%d %d %ld\n", m.f, m.g, (long)m.l);
  struct zero z = {15, 15, 1};
  unsigned words[2];
  memcpy(words, &z, sizeof words);
  printf("%zu %d\n", sizeof z, z.b);
  struct boolean b = {4, 200};
  printf("%d %d %zu\n", b.x, b.y, sizeof b);
  struct { int : 3; int v : 2; } s = {1};
  printf("%d %d\n", s.v, s.v = 3);
  struct flags array[2] = {{.c = 3}, {.d = -1}};
  struct flags *p = &array[1];
  p->c = p[-1].c << 1;
  printf("%u %d\n", p->c, p->d);
  return 0;
}

#include <stdio.h>
#include <string.h>
#include <stddef.h>
#define I(x) printf("%s = %ld\n", #x, (long)(x))
static void dump(const void *p, int n) { const unsigned char *b = p; while (n--) printf("%02x ", *b++); putchar('\n'); }
struct A { unsigned a : 3, b : 5; int c : 7; unsigned : 0; int d : 20; char e; };
struct B { char c; int x : 4; int y : 30; short z : 3; long w : 33; long v : 31; _Bool t : 1; };
struct C { unsigned long a : 40; unsigned long b : 40; };
struct D { int : 5; char c; int : 0; char d; };
struct __attribute__((packed)) E { char c; int x : 4; int y : 30; short s; unsigned long q : 61; int i; };
union U { int a : 3; unsigned b : 9; char c; };
struct F { char a : 4; char b : 5; char c; unsigned short d : 9; unsigned short e : 9; };
struct G { int a; } __attribute__((packed, aligned(2)));
struct H { char c; double d; } __attribute__((packed));
struct K { _Alignas(16) char c; int i; };
struct L { char c __attribute__((aligned(8))); char d; };
struct A sa = { 5, 17, -3, .d = 1234, 'x' };
struct B sb = { .x = -1, .y = 12345, 7, 0x1ffffffffL, -1 , 5};
struct E se = { 1, 2, 3, 4, 5, 6 };
struct M { unsigned f : 1; unsigned : 2; unsigned g : 3; } sm[3] = { {1, 5}, {0, 2}, [2] = { .g = 7 } };
enum e { X, Y, Z }; struct N { enum e k : 3; unsigned char u : 2; };
int main(void) {
  I(sizeof(struct A)); I(sizeof(struct B)); I(sizeof(struct C)); I(sizeof(struct D)); I(sizeof(struct E)); I(sizeof(union U)); I(sizeof(struct F)); I(_Alignof(struct G)); I(sizeof(struct H)); I(offsetof(struct H, d)); I(sizeof(struct K)); I(_Alignof(struct K)); I(offsetof(struct K,i)); I(sizeof(struct L)); I(offsetof(struct L,d)); I(sizeof(struct N)); I(_Alignof(struct D));
  dump(&sa, sizeof sa); dump(&sb, sizeof sb); dump(&se, sizeof se); dump(sm, sizeof sm);
  struct A a; memset(&a, 0xff, sizeof a); a.a = 9; a.b = 3; a.c = 64; a.d = -5; a.e = 1; dump(&a, sizeof a); I(a.a); I(a.b); I(a.c); I(a.d);
  I(a.a = 15); I(a.c = 127); I(a.a++); I(a.a); I(++a.a); I(a.a--); I(a.a -= 3); I(a.c += 5); I(a.c <<= 2); I(a.b |= 0x1f); I(a.b ^= 5); I(-a.a < 0); I(a.a - 8 < 0); I(~a.a); I(sizeof(+a.a)); 
  struct B b = sb; b.w = 1L << 32; I(b.w); b.v = 1 << 30; I(b.v); b.t = 4; I(b.t); b.t++; I(b.t); b.t--; I(b.t); dump(&b, sizeof b);
  struct C c = { 0xffffffffff, 0x123456789a }; I(c.a); I(c.b); c.a++; I(c.a); I(c.b); c.b *= 2; I(c.b); struct C *p = &c; p->a = 5; I(p->a + p->b);
  struct E e = { 'a', -1, 77, -2, 0x123456789abcdefUL, 42 }; dump(&e, sizeof e); I(e.y); I(e.q); I(e.x); e.y = -e.y; I(e.y); e.q = 5; I(e.q); I(e.i); I(e.s); dump(&e, sizeof e);
  union U u; memset(&u, 0, sizeof u); u.b = 0x1ff; I(u.a); I(u.c); u.a = 2; I(u.b);
  struct F f = { 7, -16, 1, 511, 300 }; dump(&f, sizeof f); I(f.a); I(f.b); I(f.d); I(f.e);
  struct N n = { Z, 5 }; I(n.k); I(n.u);
  int i = 5; a.a = i; a.c = -i; I(a.a ? 1 : 2); if (a.a) puts("yes"); while (a.a) a.a--; I(a.a); I(!a.a); I(a.a == 0); double d = a.d; I(d); a.d = 3.9; I(a.d); a.d *= 1.5; I(a.d);
  struct A arr[2] = { [1].b = 3, [1].c = -1 }; I(arr[1].b + arr[1].c); arr[0] = arr[1]; I(arr[0].c); I((arr[0].b, arr[0].c)); 
  return 0;
}

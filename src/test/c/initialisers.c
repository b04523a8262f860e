#include <stdio.h>
#include <string.h>
#define I(...) printf("%s = %ld\n", #__VA_ARGS__, (long)(__VA_ARGS__))
struct P { int x, y; }; struct L { struct P a, b; char s[4]; int z; }; struct T { int k; struct { int m, n; }; union { int u; char c[4]; }; int e; };
struct L g1 = { 1, 2, 3, 4, "abc", 5 }, g2 = { { 1 }, { .y = 2 }, .z = 9 }, g3 = { .b.x = 1, 2, "ab", 7 }, g4 = { .a = { 1, 2 }, .a.y = 5 };
struct T t1 = { 1, 2, 3, 4, 5 }, t2 = { .n = 7, .c = { 1, 2 }, 8 }, t3 = { .m = 1, 2, .e = 4 };
int a1[] = { [5] = 1, 2, [1] = 3, 4 }, a2[10] = { [1 ... 3] = 5, 6, [7 ... 8] = 9 }, a3[2][3] = { 1, 2, 3, 4 }, a4[2][3] = { [1][1] = 5, 6 }, a5[][2] = { 1, 2, 3 };
char s1[] = "hello", s2[3] = "abc", s3[] = { "xy" }, s4[2][4] = { "ab", "cde" }, s5[10] = "hi", *s6[] = { "one", "two", [4] = "five" }, s7[] = { 'a', 'b', 0 };
struct S { char n[4]; struct { char m[3]; int v; } in; } ss[] = { { "abc", { "de", 1 } }, "fgh", "ij", 2, { .in.v = 3 } };
struct P *pp = &(struct P){ 3, 4 }; int *pi = (int[]){ 1, 2, 3 }; struct P pa[2] = { (struct P){ 1, 2 }, { 3 } }; struct N { struct N *next; int v; } list = { &(struct N){ &(struct N){ 0, 3 }, 2 }, 1 };
struct F { int n; int a[]; } fl = { 3, { 1, 2, 3 } }; struct F2 { char c; char s[]; } fs = { 'a', "hello" };
int x; long lx = (long)&x; char *cp = (char *)&g1 + 4; int *ip = &a3[1][2]; long diff = &a3[1][2] - &a3[0][0]; int cmp = &x == &x; void *vp = &x ? (void *)1 : (void *)2; char *mid = "hello" + 2; int sz = sizeof("hello"); int nn = !&x;
struct L *lp = &g1; int *yp = &g1.b.y; char *zp = &g1.s[2]; unsigned long ul = (char *)&g1.z - (char *)&g1; double dd = 1 / 3.0 + 2; float ff[] = { 1, 2.5, 'a' }; int ci = 2.9 * 3; _Bool bb = 2; int (*fp)(const char *) = puts; int sc = { 5 }; int arr0[3] = {};
union U { int i; double d; char c[8]; } u1 = { 5 }, u2 = { .d = 1.5 }, u3 = { .c = "abc" }, ua[2] = { { .c[1] = 3 }, 7 };
int ti = (int){ 42 }; long off = (long)&((struct L *)0)->z; struct { int a; struct { int b; } c[2]; } deep[] = { [1].c[1].b = 5, [0] = { .c = { { 1 }, { 2 } } } };
const char *const names[] = { [2] = "c", [0] = "a", "b" }; enum { A, B = 5, C }; int en[C + 1] = { [A] = 1, [B] = 2, [C] = 3 };
static int counter; int next(void) { return ++counter; }
int main(void) {
  I(g1.s[2]); I(g1.z); I(g2.b.y); I(g2.z); I(g3.b.x); I(g3.b.y); I(g3.s[1]); I(g3.z); I(g4.a.x); I(g4.a.y);
  I(t1.n); I(t1.u); I(t1.e); I(t2.n); I(t2.c[1]); I(t2.e); I(t3.n); I(t3.e);
  I(sizeof a1); for (int i = 0; i < 7; i++) I(a1[i]); for (int i = 0; i < 10; i++) I(a2[i]); I(a3[1][0]); I(a3[1][1]); I(a4[1][1]); I(a4[1][2]); I(sizeof a5);
  puts(s1); I(sizeof s1); I(s2[2]); I(sizeof s3); puts(s4[1]); I(sizeof s5); I(s5[5]); puts(s6[4]); I(s6[3] == 0); I(sizeof s7);
  I(sizeof ss / sizeof *ss); for (int i = 0; i < 3; i++) printf("%.4s %.3s %d\n", ss[i].n, ss[i].in.m, ss[i].in.v);
  I(pp->y); I(pi[2]); I(pa[0].y); I(pa[1].x); I(list.next->next->v); I(fl.a[2]); puts(fs.s); I(sizeof fl);
  I(lx == (long)&x); I(*(int *)cp); I(*ip = 77); I(a3[1][2]); I(diff); I(cmp); I(vp == (void *)1); puts(mid); I(sz); I(nn); I(lp->b.x); I(*yp); I(*zp); I(ul); I(dd * 1000); I(ff[2]); I(ci); I(bb); fp("fp"); I(sc); I(arr0[2]);
  I(u1.i); I(u2.d * 2); puts(u3.c); I(ua[0].c[1]); I(ua[1].i); I(ti); I(off); I(deep[1].c[1].b); I(deep[0].c[1].b); puts(names[1]); I(en[5]);
  struct L l1 = { 1, 2, 3, 4, "abc", 5 }, l3 = { .b.x = 1, 2, "ab", 7 }, l4 = { l1.a, { next(), next() }, "z" }; I(l1.z); I(l3.b.y); I(l3.z); I(l4.a.y); I(l4.b.y); I(l4.z);
  int r[5] = { [0 ... 3] = next() }; I(r[0]); I(r[3]); I(r[4]); I(counter);
  for (int i = 0; i < 3; i++) { struct P *q = &(struct P){ i, i * 2 }; q->x += 5; I(q->x + q->y); int z[3] = { i }; I(z[0] + z[1] + z[2]); z[1] = 9; }
  I(((struct P){ 7, 8 }).y); I((int[]){ 4, 5, 6 }[1]); I(sizeof((int[]){ 1, 2 })); I(sizeof (struct P){ 1 }); I((struct P){ 1, 2 }.x); int *ap = (int[2]){ 1 }; I(ap[1]); char *cs = (char[]){ "lit" }; cs[0] = 'L'; puts(cs);
  static struct P *sp = &pa[1]; static int sarr[] = { 1, 2, 3, sizeof(struct P) }; I(sp->x); I(sarr[3]);
  union U lu = { .d = 2.5 }; I(lu.d * 2); struct T lt = { .c = { 1 }, .e = next(), .k = next() }; I(lt.e); I(lt.k); I(lt.u);
  int m[2][2] = { { 1 }, 2, 3 }; I(m[1][1]); int v = { 3 }; I(v); char buf[8] = { 0 }; I(buf[7]); char b2[] = { 'a', [3] = 'b' }; I(sizeof b2); int e[] = { [2] = 1 }; I(sizeof e / sizeof *e);
  struct P c1 = { 1, 2 }, c2 = c1, c3 = (struct P){ 5, 6 }; c1 = (struct P){ .y = 9 }; I(c1.x); I(c1.y); I(c2.y); I(c3.x); struct { struct P p; int q; } w = { c3, 4 }, w2 = { .p = c2, .p.x = 9 }; I(w.p.y); I(w.q); I(w2.p.x); I(w2.p.y);
  return 0;
}

#include <stdint.h>
int printf(const char *, ...);
#define I(...) printf("%s = %ld\n", #__VA_ARGS__, (long)(__VA_ARGS__))
int add(a, b) int a, b; { return a + b; }
double avg(a, n, c, f) double a; short n; char c; float f; { return (a + n + c + f) / 4; }
static char *pick(v, i) char *v[]; { return v[i]; }
int old();
int empty() { return 7; }
main2() { return 5; }
static sx = 4; const cx = 6;
int tent[]; int tent2[3]; int tent2[]; struct Late late; struct Late { int a, b; } ; extern struct Late late; static struct Late lateS;
_Alignas(64) char al1; int al2 __attribute__((aligned(32))); struct __attribute__((aligned(64))) BA { int x; };
int rec(int d) { _Alignas(128) char b[10]; struct BA s; int x = d; if ((uintptr_t)b % 128 || (uintptr_t)&s % 64) return -1; b[3] = d; s.x = d; if (d == 0) return 0; int r = rec(d - 1); return r + x + (b[3] == d) + (s.x == d); }
typedef int T; int shadow(void) { T T = 5; { typedef char T; T t = 300; return t; } }
int (*fparr[2])(int, int) = { add, add }; int (*retfp(int x))(int, int) { return add; } int (*(*pa)[2])(int, int) = &fparr;
int arrparam(int a[static 3], int n) { return a[n]; } int m2(int a[][3], int (*b)[3]) { return a[1][2] + b[0][1]; }
struct V { int a[4]; }; struct V mk(int x) { struct V v = { { x, x + 1, x + 2, x + 3 } }; return v; } struct V id(struct V v) { v.a[0]++; return v; }
int sumv(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); int s = 0; while (n--) { struct V v = __builtin_va_arg(ap, struct V); s += v.a[0] + v.a[3]; } return s; }
int sw(unsigned long x) { switch (x) { case 0xffffffffffffffffUL: return 1; case 1UL << 40: return 2; case 5 ... 9: return 3; default: return 4; } } int sw2(char c) { switch (c) { case 'a': case -1: return 1; } return 0; } int sw3(unsigned u) { switch (u) { case -1: return 1; case 0x80000000: return 2; } return 0; }
int duff(int n) { int c = 0, k = (n + 3) / 4; switch (n % 4) { case 0: do { c++; case 3: c++; case 2: c++; case 1: c++; } while (--k > 0); } return c; }
enum big { BIG = 0x80000000, SM = 1 }; enum neg { NEG = -1 }; enum huge { HUGE = 0x100000000 };
extern int ext; int useext(void) { extern int ext; int ext2(int); return ext + ext2(3); } int ext = 5; int ext2(int x) { return x * 2; }
void later2(int *p); 
int main(int argc, char **argv) {
  I(add(1, 2)); I(avg(1.0, 2, 3, 4.0f) * 4); I((int)pick((char *[]){ "a", "b" }, 1)[0]); I(old(3, 4)); I(empty(1, 2)); I(main2()); I(sx + cx); I(tent[0]); I(sizeof tent2); I(late.b);
  I((uintptr_t)&al1 % 64); I((uintptr_t)&al2 % 32); I(sizeof(struct BA)); I(rec(5)); I(shadow()); I(fparr[1](2, 3)); I(retfp(1)(3, 4)); I((*pa)[0](5, 6)); I((*retfp)(1)(1, 1)); I((**add)(2, 2));
  int a[3] = { 1, 2, 3 }; I(arrparam(a, 2)); int m[2][3] = { 1, 2, 3, 4, 5, 6 }; I(m2(m, m)); I(mk(3).a[2]); I(id(mk(1)).a[0]); I(id(id(mk(1))).a[0]); struct V v1, v2; v1 = v2 = mk(9); I(v1.a[3]); I((argc ? v1 : v2).a[1]); I((argc, v1).a[2]); I(sumv(2, mk(1), id(v1)));
  I(sw(-1)); I(sw(1UL << 40)); I(sw(7)); I(sw(0xffffffff)); I(sw2(-1)); I(sw3(-1)); I(sw3(1u << 31)); I(duff(10)); I(duff(4)); I(sizeof(enum big)); I(BIG > 0); I(sizeof(HUGE)); I(sizeof(BIG)); I((enum big)-1 > 0); I((enum neg)-1 < 0); enum big eb = -1; I(eb > 0); I(useext());
  I(-7 / 2); I(-7 % 2); I(7u / -2); I(-1 >> 1); I(-1u >> 1); I(1 << 31); I((unsigned char)300); I((signed char)200); I((short)70000); I(3 > -1u); I(sizeof 'a'); I(sizeof(char)); I('\377'); I(2147483647 + 1u); I(2147483648 > 0); I(sizeof 2147483648); I(sizeof 0xffffffff); I(0xffffffff == -1); I(-2147483648 < 0); I(1 ? -1 : 0u); I((1 ? -1 : 0u) > 0); char c = 255; I(c); I(c + 1); unsigned char uc = 255; uc++; I(uc); I(~uc); short s = 32767; s++; I(s); I(!!5); I(!0.0); 
  int *p = a + 2; I(p[-1]); I(p - a); I(&a[2] > &a[0]); I(*&a[1]); I(2[a]); I((long)((char *)p - (char *)a)); I(sizeof a / sizeof a[0]); I(sizeof(int (*)[3])); I(sizeof *(int (*)[3])0); _Bool b = 256; I(b); b = 0.1; I(b); I((_Bool)0x100); b += 5; I(b); b--; I(b); I(sizeof(long long)); I(sizeof(int[3][4])); I(_Alignof(double)); I(__alignof__(long double)); I(-5L / 3u); I(-5 / 3u > 0); I(5 % -3); long long ll = -9223372036854775807LL - 1; I(ll / 2); I((int)ll); I((unsigned)-1 == 4294967295); I(1UL << 63 >> 63); I(-1 < sizeof 1); I(0x7fffffffffffffff); I(0xffffffffffffffff); I(01777); I('ab'); I('\x41'); I(u8""[0]); 
  goto in; { int q = 5; in: q = 6; I(q); } for (int i = 0, j = 5; i < j; i++, j--) ; { struct Late late = { 1, 2 }; struct Late { char c; }; struct Late l2; I(sizeof l2); I(late.b); } I(sizeof(struct Late)); 
  unsigned x = 10; int y = -3; I(x + y); I(y < x); I((long)(y * x)); I(y / (int)x); x = -1; I(x == -1); I((x ^ y) & 0xf); x <<= 4; I(x); x >>= 28; I(x); y >>= 1; I(y); long lsh = 1; lsh <<= 40; I(lsh); int ish = 3; ish <<= 2L; I(ish); y = 5; y = y++ + 1; I(y); I((y = 3, y + 1)); I(y += y *= 2); 
  return 0;
}
int old(x, y) { return x * y; }

#include <stdio.h>
#include <stddef.h>
#define max(a,b) ({ typeof(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })
#define type(x) _Generic((x), int: "int", long: "long", char *: "char *", const char *: "const char *", double: "double", default: "other")
struct s { int a; char b; long c; };
union u { int i; double d; long l; };
static int interp(const unsigned char *code) {
  static const void *const table[] = { &&inc, &&dec, &&dbl, &&halt };
  int acc = 0;
  goto *table[*code++];
inc: acc++; goto *table[*code++];
dec: acc--; goto *table[*code++];
dbl: acc *= 2; goto *table[*code++];
halt: return acc;
}
static int find(int *v, int n, int x) {
  int i;
#define SEARCH(arr, target) ({ __label__ found; int value = -1; for (i = 0; i < n; i++) if (arr[i] == target) { value = i; goto found; } found: value; })
  int a = SEARCH(v, x);
  int b = SEARCH(v, x + 1);
  return a * 100 + b;
}
int g(int x) { switch (x) { case 1 ... 5: return 1; case 'a' ... 'z': return 2; case -10 ... -1: return 3; default: return 0; } }
struct empty {};
struct flex { int n; int a[0]; };
int calls;
int next(void) { return ++calls; }
int main(void) {
  printf("%d %d\n", max(3, 7), max(next(), 0));
  printf("%s %s %s %s %s\n", type(1), type(1L), type("a"), type(1.5), type('a'));
  unsigned char prog[] = {0, 0, 2, 1, 2, 3};
  printf("%d\n", interp(prog));
  int v[] = {5, 6, 7, 8};
  printf("%d\n", find(v, 4, 7));
  printf("%d %d %d %d\n", g(3), g('q'), g(-5), g(9));
  printf("%d %d\n", next() ?: 9, 0 ?: 8);
  printf("%zu %zu %zu\n", sizeof(struct empty), sizeof(struct flex), offsetof(struct s, c));
  void *p = v; p = p + 4; printf("%d %zu\n", *(int *)p, sizeof(void));
  printf("%d\n", ((union u)5).i);
  __auto_type q = &v[2]; printf("%d\n", *q);
  printf("%d %d %d %d %d %d\n", __builtin_clz(1), __builtin_ctz(8), __builtin_popcount(255), __builtin_parity(7), __builtin_ffs(16), __builtin_clzl(1));
  printf("%d %d %d %d\n", __builtin_ctzll(1ULL << 40), __builtin_popcountll(-1), __builtin_ffsll(0), __builtin_clrsb(-1));
  printf("%x %x %lx\n", __builtin_bswap16(0x1234), __builtin_bswap32(0x12345678), __builtin_bswap64(0x123456789abcdef0));
  int r; long lr; unsigned ur; unsigned char cr;
  printf("%d", __builtin_add_overflow(2147483647, 1, &r)); printf(" %d\n", r);
  printf("%d", __builtin_mul_overflow(1L << 40, 1L << 30, &lr)); printf(" %ld\n", lr);
  printf("%d", __builtin_sub_overflow(1u, 2u, &ur)); printf(" %u\n", ur);
  printf("%d", __builtin_add_overflow(200, 56, &cr)); printf(" %d\n", cr);
  printf("%d", __builtin_umulll_overflow(~0ull, 2, (unsigned long long *)&lr)); printf(" %ld\n", lr);
  printf("%d", __builtin_sadd_overflow(-5, 3, &r)); printf(" %d\n", r);
  printf("%d %d\n", __builtin_add_overflow_p(1, 2, (char)0), __builtin_mul_overflow_p(100, 2, (signed char)0));
  printf("%d %d %d\n", __builtin_constant_p(3), __builtin_constant_p(v[0]), __builtin_types_compatible_p(int, typeof(v[0])));
  printf("%d\n", __builtin_choose_expr(1, 5, "x"));
  char buf[20]; __builtin_memset(buf, 'a', 3); buf[3] = 0; __builtin_printf("%s %lu\n", buf, __builtin_strlen(buf));
  printf("%ld\n", __builtin_expect(r == -2, 1));
  asm volatile("" ::: "memory"); asm("nop"); __asm__ __volatile__("pause"); __asm__ volatile("mfence" ::: "memory");
  int y = 3, z; asm("" : "=r"(z) : "0"(y)); printf("%d\n", z);
  asm volatile("" : "+r"(y)); 
  switch (y) { case 3: y++; __attribute__((fallthrough)); case 4: y++; }
  printf("%d\n", y);
  printf("%s %s\n", __FUNCTION__, __PRETTY_FUNCTION__);
  printf("%d\n", ({ int k = 0; for (int i = 0; i < 5; i++) { if (i == 3) break; k += i; } k; }));
  __extension__ typedef long long ll; ll w = 5; const __typeof(w) w2 = 6; printf("%lld\n", w + w2);
  printf("%d %d %d\n", __builtin_isnan(__builtin_nan("")), __builtin_isinf(-__builtin_inf()), __builtin_signbit(-0.0) != 0);
  struct s st = ({ struct s t = {1, 2, 3}; t; }); printf("%d %d %ld\n", st.a, st.b, st.c);
  return 0;
}

// Words of GNU C: attributes, builtins, vectors, labels as values, names by asm.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <stddef.h>
#include <complex.h>
#include <stdarg.h>
#include <limits.h>
typedef int v4 __attribute__((vector_size(16)));
typedef float f4 __attribute__((vector_size(16)));

__attribute__((noinline, noclone, cold)) static int cold(int a) {
  return a;
}

__attribute__((format(printf, 1, 2), nonnull(1))) static int myprintf(const char *f, ...) {
  va_list l;
  va_start(l, f);
  int r = vprintf(f, l);
  va_end(l);
  return r;
}
__attribute__((warn_unused_result, malloc, alloc_size(1),
    returns_nonnull)) static void *xm(size_t n) {
  return malloc(n);
}
__attribute__((section(".mydata"), used)) int sec = 4;
__attribute__((visibility("hidden"))) int hid = 3;
__attribute__((aligned(64))) char al[3];

__attribute__((pure)) int pu(int x) {
  return x;
}

__attribute__((const, hot, flatten, leaf)) int co(int x) {
  return x;
}

__attribute__((optimize("O2"), target("sse2"))) int opt(int x) {
  return x * 3;
}
struct __attribute__((may_alias, packed, aligned(2))) pa { char a; int b; };
typedef int aint __attribute__((aligned(16), may_alias));
enum __attribute__((packed)) pe { P1, P2 = 200 };
int dep(void) __attribute__((deprecated("old"))) ;

static int fall(int x) {
  switch (x) {
  case 1:
    x++;
    __attribute__((fallthrough));
  case 2:
    x += 10;
    break;
  default:
    __builtin_unreachable();
  }
  return x;
}
int asmname(void) __asm__("real_name");

int asmname(void) {
  return 77;
}
__thread int tl = 3;
static _Thread_local long tl2;

static int objs(char *p) {
  return (int)__builtin_object_size(p, 0);
}
double f64 = 1.5;
float f32 = 2.5f;
#define SWAP(a, b) do { __typeof__(a) _t = (a); (a) = (b); (b) = _t; } while (0)

static inline int sgn(long long x) {
  return (x > 0) - (x < 0);
}

struct bits {
  unsigned a : 1;
  int b : 2;
  unsigned long long c : 33;
  unsigned : 5;
  unsigned char d : 3;
}
__attribute__((packed));

union tu {
  int *ip;
  float *fp;
};

int main(void) {
  v4 a = { 1, 2, 3, 4 }, b = { 10, 20, 30, 40 }, c = a + b * 2;
  printf("%d %d\n", c[0], c[3]);
  v4 m = a > 2;
  printf("%d %d\n", m[0], m[3]);
  v4 sh = __builtin_shuffle(a, (v4){ 3, 2, 1, 0 });
  printf("%d\n", sh[0]);
  f4 cv = __builtin_convertvector(a, f4);
  printf("%g\n", cv[2]);
  myprintf("%d %s\n", cold(3), "x");
  char *p = xm(10);
  printf("%d %d\n", sec + hid, ((uintptr_t)al & 63) == 0);
  printf("%d %d %d\n", pu(1) + co(2), opt(3), fall(1));
  printf("%zu %zu %zu %zu\n", sizeof(struct pa), _Alignof(aint), sizeof(enum pe),
      sizeof(struct bits));
  printf("%d\n", asmname());
  tl++;
  tl2 += tl;
  printf("%d %ld\n", tl, tl2);
  char buf[20];
  printf("%d\n", __builtin_object_size(buf, 0) == 20);
  char *al2 = __builtin_alloca(16);
  memset(al2, 'q', 15);
  al2[15] = 0;
  puts(al2);
  printf("%g %g\n", (double)f64, (double)f32);
  int x = 1, y = 2;
  SWAP(x, y);
  printf("%d %d\n", x, y);
  printf("%d %d %d %d\n", __builtin_clzll(1ULL), __builtin_ctzl(8L), __builtin_ffsll(0),
      __builtin_popcountll(-1LL));
  printf("%d %d %g\n", __builtin_isnan(__builtin_nan("")), __builtin_isinf_sign(-__builtin_inf()),
      __builtin_huge_val());
  printf("%d %s\n", __builtin_LINE(), __builtin_FUNCTION());
  printf("%x %llx %x\n", __builtin_bswap16(0x1234),
      (unsigned long long)__builtin_bswap64(0x0102030405060708ULL), __builtin_bswap32(0x01020304));
  printf("%d\n", __builtin_return_address(0) != 0 && __builtin_frame_address(0) != 0);
  __builtin_prefetch(buf, 0, 3);
  double complex z = 1 + 2 * I;
  z *= z;
  printf("%g %g %g\n", creal(z), __imag__ z, cabs(z));
  printf("%d\n", sgn(-5));
  int i = 5;
  __asm__ volatile("addl $3, %0" : "+r"(i));
  printf("%d\n", i);
  int arr[] = { [0 ... 4] = 7, [5] = 8 };
  printf("%zu %d\n", sizeof arr / 4, arr[3]);
  printf("%d\n", ({ int k = 0; for (int q = 0; q < 4; q++) k += q; k; }));
  struct {
    int n;
    char s[];
  }
  *fl = malloc(20);
  strcpy(fl->s, "flex");
  puts(fl->s);
  union tu w = { .ip = &x };
  printf("%d\n", (void *)w.ip == (void *)w.fp);
  printf("%s\n", _Generic(1 ? (int *)0 : (void *)0, int *: "int*", void *: "void*"));
  long double ld = 1.25L;
  printf("%Lf %zu\n", ld, sizeof ld);
  printf("%d\n", __builtin_strlen("abc") + __builtin_memcmp("a", "a", 1));
  void *lab = &&end;
  static const void *tab[] = { &&l1, &&end };
  goto *tab[0];
  l1: puts("l1");
  goto *lab;
  end: printf("%ld\n", __builtin_expect(5, 1));
  if (__builtin_expect_with_probability(x, 1, .9)) puts("p");
  printf("%d\n", __builtin_sub_overflow(3, 5, &(unsigned){ 0 }));
  unsigned long r;
  printf("%d\n", __builtin_umull_overflow(ULONG_MAX, 2, &r));
  printf("%d %d\n", __builtin_abs(-4), __builtin_classify_type(1.0));
  printf("%s\n", __builtin_choose_expr(sizeof(int) == 4, "four", 4));
  printf("%zu\n", offsetof(struct pa, b));
  typeof(printf) *pf = printf;
  pf("%s\n", "viaptr");
  return __builtin_constant_p(x);
}

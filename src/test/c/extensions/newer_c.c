// What gcc takes from newer C by default: elifdef, attributes in brackets, empty braces, __VA_OPT__.
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <assert.h>
#include <stddef.h>
#ifdef FOO
#elifdef BAR
#elifndef BAZ
#define OKAY 1
#endif
#if __has_include(<stdio.h>) && !__has_include("nope.h")
#define HAS 1
#endif
#if __has_attribute(packed) && __has_builtin(__builtin_expect)
#define HASA 1
#endif
[[nodiscard]] int f(int);
[[noreturn]] void die(void);
[[maybe_unused]] static int unused;
[[deprecated("x")]] int old(void);

int f([[maybe_unused]] int x) {
  return 5;
}

int g(int, char *) {
  return 7;
}
static_assert(sizeof(int) == 4);
_Static_assert(1);

struct empty {
};

struct pt {
  int x, y;
}
p0 = {};
int arr[5] = {};
#define LOG(fmt, ...) printf(fmt "\n" __VA_OPT__(,) __VA_ARGS__)

enum E {
  A = 0b101, B
};

int label(int x) {
  switch (x) {
  case 1:
    int y = 3;
    return y;
  default:
  }
  goto end;
  end:
}
typedef int (*op)(int, int);

static int add(int a, int b) {
  return a + b;
}
static op ops[] = { ['+'] = add };

union v {
  int i;
  struct {
    short a, b;
  };
}
uv = { .b = 2 };

struct {
  int n;
  union {
    int a;
    float f;
  };
  struct {
    int z;
  };
}
an = { 1, { 2 }, { 3 } };

int multi(void) {
  return ({ int t = 3; t * t; });
}

static inline __attribute__((always_inline)) int inl(int a) {
  return a * 2;
}

int *restrict_test(int *restrict a, const int *restrict b) {
  *a += *b;
  return a;
}

_Noreturn void die(void) {
  exit(3);
}

__attribute__((constructor)) static void ctor(void) {
  puts("ctor");
}

__attribute__((destructor)) static void dtor(void) {
  puts("dtor");
}

void atx(void) {
  puts("atexit");
}

int vsum(int n, ...) {
  __builtin_va_list ap, aq;
  __builtin_va_start(ap, n);
  __builtin_va_copy(aq, ap);
  int s = 0;
  for (int i = 0; i < n; i++) s += __builtin_va_arg(ap, int);
  s *= 10;
  for (int i = 0; i < n; i++) s += __builtin_va_arg(aq, int);
  __builtin_va_end(ap);
  __builtin_va_end(aq);
  return s;
}
extern int ext;
int ext = 9;

int (*fp(int a))(int) {
  return f;
}
char (*parr(void))[4] { static char c[4] = "abc"; return &c; } typedef struct n { struct n *next; int v; } N;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused"
#pragma GCC diagnostic pop

_Pragma("GCC poison zork") int main(int argc, char **argv, char **envp) {
  atexit(atx);
  LOG("none");
  LOG("%d %d", OKAY, HAS + HASA);
  printf("%d %d %d\n", f(1), g(1, 0), B);
  printf("%d %d %d %d\n", p0.x, arr[4], uv.b, an.z);
  printf("%d %d\n", label(1), ops['+'](2, 3));
  printf("%d %d %d\n", multi(), inl(4), vsum(3, 1, 2, 3));
  printf("%d %s\n", fp(1)(2), *parr());
  N *l = &(N){ &(N){ 0, 2 }, 1 };
  printf("%d\n", l->next->v);
  char s[] = { "abc" };
  printf("%zu %zu\n", sizeof s, sizeof(struct empty));
  int a[2][3] = { 1, 2, 3, 4 };
  printf("%d %d\n", a[1][0], *(*(a + 1) + 1));
  int (*pa)[3] = a;
  printf("%zu\n", sizeof *pa);
  printf("%s %s\n", __FILE_NAME__, __func__);
  printf("%d\n", __builtin_types_compatible_p(int[], int[5]));
  for (int i = 0, n = 3; i < n; i++) {
    static int st;
    st += i;
    if (i == 2) printf("%d\n", st);
  }
  int x = 0;
  x += x++ , x;
  printf("%d\n", x);
  printf("%ld %lu\n", 0x7fffffffL + 1, 4294967295UL + 1);
  printf("%d\n", (int)(char)0x80);
  printf("%u\n", -1 >> 28u & 0xf);
  long long big = 1LL << 40;
  printf("%lld %d\n", big, (int)big);
  double d = 1e300 * 1e10;
  printf("%f %f\n", d, -d);
  printf("%d\n", (int)3.99 + (int)-3.99);
  unsigned u = 3;
  printf("%d\n", u - 4 > 0);
  printf("%.2f\n", 5 / 2 * 1.0 + 5 / 2.0);
  float ff = 16777217;
  printf("%.0f\n", ff);
  printf("%c%c\n", "hello"[1], *("world" + 2));
  printf("%s\n", (argc > 5 ? "a" : "b"));
  printf("%d\n", sizeof('a') == sizeof(int));
  int vla[argc + 2];
  printf("%zu\n", sizeof vla / sizeof *vla);
  printf("%p\n", (void *)0);
  int8_t i8 = 127;
  i8++;
  printf("%d\n", i8);
  printf("%#x %#o %e\n", 255, 8, 12345.678);
  if (!!argc && "x") puts("yes");
  do ;
  while (0);
  ;
  {
  }
  die();
}

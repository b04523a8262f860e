// Attributes of gcc: read and honoured, or ignored without harm.
#include <stddef.h>
#include <stdio.h>

struct __attribute__((packed)) tight { char c; int i; short s; };
struct loose { char c; int i __attribute__((aligned(16))); };
static int __attribute__((unused)) never;
static void die(int) __attribute__((noreturn, cold));
static int pure(int n) __attribute__((pure, const, nothrow));
static inline __attribute__((always_inline)) int twice(int n) { return n * 2; }
__attribute__((noinline)) static int thrice(int n) { return n * 3; }
static int format(const char *f, ...) __attribute__((format(printf, 1, 2)));
static int order;
__attribute__((constructor)) static void before(void) { order = 5; }
#include <stdlib.h>
static void die(int n) { exit(n); }
static int pure(int n) { return n + 1; }
static int format(const char *f, ...) { return f[0]; }
typedef int aligned_int __attribute__((aligned(8)));
static char buffer[3] __attribute__((aligned(32)));
enum __attribute__((packed)) small { S };

int main(int argc, char **argv __attribute__((unused))) {
  printf("%zu %zu %zu\n", sizeof(struct tight), offsetof(struct tight, i), offsetof(struct tight, s));
  printf("%zu %zu\n", sizeof(struct loose), offsetof(struct loose, i));
  struct tight t = {'a', 0x12345678, -2};
  int *p = &t.i;
  printf("%x %d\n", *p, t.s);
  printf("%d %d %d %d\n", pure(1), twice(2), thrice(3), format("A"));
  printf("%d %d\n", (int)((size_t)buffer % 32), order);
  switch (argc) {
    case 1: argc++; __attribute__((fallthrough));
    default: argc++;
  }
  printf("%d\n", argc);
  if (__builtin_expect(argc == 3, 1)) die(9);
  __builtin_unreachable();
}

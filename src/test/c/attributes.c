#include <stdio.h>
#include <stdlib.h>
#pragma pack(push, 1)
struct p { char a; int b; short c; };
#pragma pack(pop)
struct q { char a; int b; short c; };
#pragma pack(2)
struct r { char a; int b; long c; };
#pragma pack()
struct __attribute__((packed)) s { char a; long b; };
__attribute__((constructor)) static void c1(void) { puts("c1"); }
__attribute__((constructor(200))) static void c2(void) { puts("c2"); }
static void c3(void) __attribute__((constructor(101)));
static void c3(void) { puts("c3"); }
__attribute__((destructor)) static void d1(void) { puts("d1"); }
static void __attribute__((destructor(150))) d2(void) { puts("d2"); }
static void bye(void) { puts("bye"); }
_Noreturn void die(int x) { printf("die %d\n", x); exit(x); }
__attribute__((noreturn)) void die2(void);
static int f(int x) { if (x) return 1; die2(); }
static int g(int x) { if (x) return 1; die(3); }
int real(int x) { return x + 1; }
int other(int x) __attribute__((alias("real")));
inline static __attribute__((always_inline, unused)) int h(int x __attribute__((unused)), int *__restrict y) { return *y; }
typedef int (*fn)(int) __attribute__((unused));
enum E { A = 1, B };
void die2(void) { die(4); }
extern int printf(const char *, ...) __attribute__((format(printf, 1, 2)));
int main(int argc, char **argv) {
  atexit(bye);
  printf("%zu %zu %zu %zu\n", sizeof(struct p), sizeof(struct q), sizeof(struct r), sizeof(struct s));
  __attribute__((unused)) int z = 3; int y __attribute__((aligned(16))) = 4;
  printf("%d %d %d\n", other(4), f(1) + g(1), h(1, &y));
  if (__builtin_expect(!!(argc > 5), 0)) return 1;
  die(argc);
}

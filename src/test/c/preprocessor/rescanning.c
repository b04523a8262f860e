// Macros are rescanned after replacement, and never replaced inside themselves.
#include <stdio.h>

#define foo foo + 1
#define ping pong
#define pong ping
#define f(x) ((x) + g(x))
#define g(x) (f(x) * 2)
#define call(m) m(3)
#define twice(x) ((x) * 2)
#define apply(m, x) m(x)
#define LP (
#define RP )
#define later twice
#define empty
#define x 10
#define z z[0]
#define nest(a) a
#define str(s) #s
#define xstr(s) str(s)

static int (f)(int n) { return n * 100; }

int main(void) {
  puts(xstr(foo));
  int ping = 1;
  printf("%d\n", ping);
  puts(xstr(ping pong));
  puts(xstr(f(1)));
  puts(xstr(f(f(1))));
  printf("%d %d\n", call(twice), apply(twice, x));
  printf("%d\n", later (4));
  puts(xstr(z));
  puts(xstr(twice));
  puts(xstr(twice LP 1 RP));
  printf("%d\n", twice
    (
      9
    ));
  printf("%d\n", twice(twice(twice(1))));
  puts(xstr(nest(foo) nest(nest(x))));
  return 0;
}

// Macros with variable arguments, named and unnamed, empty and passed on.
#include <stdio.h>

#define LOG(format, ...) printf("log: " format "\n", __VA_ARGS__)
#define LOG2(format, ...) printf(format "\n", ##__VA_ARGS__)
#define ALL(...) printf(__VA_ARGS__)
#define STR(...) #__VA_ARGS__
#define XSTR(...) STR(__VA_ARGS__)
#define NAMED(format, args...) printf(format, args)
#define COUNT(...) COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define COUNT_(a, b, c, d, e, n, ...) n
#define FIRST(a, ...) a
#define REST(a, ...) __VA_ARGS__
#define SUM2(a, b) ((a) + (b))
#define SUM(...) SUM2(__VA_ARGS__)
#define EACH(m, a, b, c) m(a) m(b) m(c)
#define SHOW(x) printf(#x "=%d ", x);
#define LIST(...) (int[]){__VA_ARGS__, -1}
#define OPT(a, ...) a __VA_OPT__(+ 100)

static int total(const int *l) { int t = 0; while (*l != -1) t += *l++; return t; }

int main(void) {
  LOG("%d %s", 1, "one");
  LOG2("none");
  LOG2("%d", 2);
  ALL("%d-%d\n", 3, 4);
  puts(STR());
  puts(STR(a, b,c , (d, e)));
  puts(XSTR(FIRST(1, 2, 3), REST(1, 2, 3)));
  NAMED("%c%c\n", 'x', 'y');
  printf("%d %d %d\n", COUNT(a), COUNT(a, b), COUNT(a, b, c, d, e));
  printf("%d\n", SUM(1, 2));
  printf("%d\n", SUM(SUM(1, 2), SUM(3, 4)));
  int a = 1, b = 2, c = 3;
  EACH(SHOW, a, b, c)
  puts("");
  printf("%d\n", total(LIST(1, 2, 3)));
  printf("%d %d\n", OPT(1), OPT(1, 2));
  printf("%d\n", FIRST((1, 2), 3));
  return 0;
}

// The operators # and ## with their odd cases.
#include <stdio.h>

#define STR(x) #x
#define XSTR(x) STR(x)
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
#define VERSION 3
#define NAME(n) item_##n
#define EMPTY
#define hash_hash # ## #
#define PAIR(a, b) #a " and " #b
#define MIDDLE(a, b, c) a##b##c

int main(void) {
  puts(STR(a  +   b));
  puts(STR("quoted \n" 'c' '\'' "\""));
  puts(STR(VERSION));
  puts(XSTR(VERSION));
  puts(STR());
  puts(STR(   x   ));
  puts(STR(a /* comment */ b));
  puts(STR(\n));
  puts(STR(@ $ `));
  puts(PAIR(1 + 2, f(3, 4)));
  puts(PAIR(, x));
  int NAME(one) = 1, NAME(2) = 2, XCAT(item_, VERSION) = 3;
  printf("%d %d %d\n", item_one, item_2, item_3);
  printf("%d %d\n", CAT(1, 2), CAT(0x, ff));
  printf("%d\n", XCAT(VERSION, VERSION));
  puts(XSTR(CAT(VER, SION)));
  puts(XSTR(XCAT(VERSION, 4)));
  int a = 5;
  printf("%d\n", a CAT(+, +));
  printf("%d %d\n", CAT(a, ), CAT(, a));
  printf("%d\n", MIDDLE(1, 2, 3));
  printf("%d\n", MIDDLE(a, , ));
  printf("%ld %u\n", CAT(5, L), CAT(6, u));
  puts(XSTR(hash_hash));
  puts(STR(
    several
    lines
  ));
  puts(XSTR(EMPTY));
  return 0;
}

// A macro that is undefined and defined anew has its value where it is used.
#include <stdio.h>

#define VALUE 1
static int first(void) { return VALUE; }
#undef VALUE
#define VALUE 2
static int second(void) { return VALUE; }
#define LATE NOT_YET
#define NOT_YET 5
#undef NOT_YET
#define NOT_YET 6
#define SELF(x) (x) + SELF_
#define SELF_ 1
#undef SELF_
#define SELF_ 100
#ifdef VALUE
#undef VALUE
#endif
#ifndef VALUE
#define VALUE 3
#endif
#define printf printf
#define F() 7
#define G( ) F ( )

int main(void) {
  printf("%d %d %d\n", first(), second(), VALUE);
  printf("%d %d\n", LATE, SELF(1));
  printf("%d %d\n", F(), G());
#undef F
#define F(x, y) ((x) - (y))
  printf("%d\n", F(9, F(3, 1)));
#define EMPTY()
  printf("%d\n" EMPTY(), 8 EMPTY());
  return 0;
}

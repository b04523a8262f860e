// Calls of macros inside arguments of macros, over several lines, with commas in parentheses.
#include <stdio.h>

#define ADD(a, b) ((a) + (b))
#define MUL(a, b) ((a) * (b))
#define ID(x) x
#define CALL(f, args) f args
#define PAIR(a, b) {a, b}
#define DECLARE(t, n, i) t n = i
#define IF(c) IF_##c
#define IF_1(t, e) t
#define IF_0(t, e) e
#define NOT(x) NOT_##x
#define NOT_0 1
#define NOT_1 0
#define INC(n) INC_##n
#define INC_1 2
#define INC_2 3
#define REPEAT(n, x) REPEAT_##n(x)
#define REPEAT_1(x) x
#define REPEAT_2(x) x REPEAT_1(x)
#define REPEAT_3(x) x REPEAT_2(x)
#define EVAL(x) x

int main(void) {
  printf("%d\n", ADD(MUL(2, 3), ADD(MUL(4, 5), 6)));
  printf("%d\n", ADD(
    1,
    ADD(2, /* inner */
        3)
  ));
  printf("%d\n", CALL(ADD, (1, 2)));
  printf("%d\n", ID(ADD)(3, 4));
  int p[] = PAIR(5, 6);
  DECLARE(int, q, ADD(p[0], p[1]));
  printf("%d\n", q);
  printf("%s %s\n", IF(1)("yes", "no"), IF(0)("yes", "no"));
  printf("%d %d\n", NOT(0), EVAL(NOT(1)));
  printf("%d\n", INC(1) + INC(2));
  REPEAT(3, printf("*");)
  printf("%d\n", ID(ID(ID(7))));
  printf("%d%s\n", ID((1, 2)), ID(", in a string"));
  return ADD(ID(ADD)(1, 2), CALL(ID, (3)));
}

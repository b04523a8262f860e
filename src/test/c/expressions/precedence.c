// The precedence and the direction of all operators.
#include <stdio.h>

struct node { int value; struct node *next; int list[3]; };

int main(void) {
  int a = 6, b = 3, c = 2;
  struct node two = {2, 0, {7, 8, 9}}, one = {1, &two, {4, 5, 6}}, *p = &one;
  printf("%d\n", a + b * c - a / b % c);
  printf("%d %d\n", a & b == c, (a & b) == c);
  printf("%d %d\n", a | b ^ c & a, ((a | b) ^ c) & a);
  printf("%d %d\n", a << 1 + 1, a - b - c);
  printf("%d %d\n", a > b > c, a == b != c);
  printf("%d %d\n", !a == b, !(a == b));
  printf("%d %d\n", -a * -b, - -a);
  printf("%d\n", a ? b ? 1 : 2 : c ? 3 : 4);
  printf("%d\n", 0 ? 1 : 0 ? 2 : 3);
  printf("%d %d\n", 1 || 0 && 0, (1 || 0) && 0);
  a = b = c = 5;
  printf("%d %d %d\n", a, b, c);
  a += b -= c *= 2;
  printf("%d %d %d\n", a, b, c);
  int *q = one.list;
  printf("%d ", *q++);
  printf("%d ", (*q)++);
  printf("%d ", *q);
  printf("%d\n", *++q);
  printf("%d %d %d\n", p->next->list[1], *p->list, -p->next->value);
  printf("%d\n", (p->value, p->next->value));
  printf("%zu %zu\n", sizeof(int) * 2, sizeof a * 2);
  printf("%d\n", ~a + 1 == -a);
  printf("%d\n", a = 1, b);
  printf("%d\n", 2 * (int)3.9 + 1 << 1);
  return 0;
}

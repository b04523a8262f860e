// Logical operators, the conditional and the comma evaluate in order, and only what they need.
#include <stdio.h>

static int calls;

static int note(int n) {
  calls++;
  printf("[%d]", n);
  return n;
}

int main(void) {
  printf(" %d\n", note(0) && note(1));
  printf(" %d\n", note(2) && note(3));
  printf(" %d\n", note(4) || note(5));
  printf(" %d\n", note(0) || note(0));
  printf(" %d\n", note(1) ? note(7) : note(8));
  printf(" %d\n", (note(1), note(2), note(3)));
  printf(" %d\n", note(0) && note(1) || note(2) && note(0));
  printf(" %d\n", !note(0) && !!note(9));
  int i = 0, a[4] = {0};
  a[i++] = 5;
  a[i++] += 7;
  printf("%d %d %d\n", i, a[0], a[1]);
  i = 0;
  a[note(i++)]++;
  printf(" %d %d\n", i, a[0]);
  int *p = a;
  *p++ |= 8;
  *++p ^= 3;
  printf("%d %d %d\n", a[0], a[2], (int)(p - a));
  i = 5;
  int n = 3;
  while (n-- > 0) printf("%d,", n);
  printf("%d\n", n);
  printf("%zu %d\n", sizeof(note(100)), calls);
  (void)sizeof(i++);
  printf("%d\n", i);
  return calls;
}

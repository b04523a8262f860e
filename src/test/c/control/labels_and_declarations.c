// A label may stand before a declaration and at the end of a block, as gcc 11 and later allow it.
#include <stdio.h>

static int classify(int n) {
  switch (n) {
  case 0:
    int zero = 100;
    return zero;
  case 1:
  case 2:
    static int calls;
    return ++calls;
  default:
  }
  return -1;
}

int main(void) {
  int round = 0;
again:
  int square = round * round;
  printf("%d\n", square);
  if (++round < 4)
    goto again;
  for (int i = 0; i < 3; i++) {
    if (i == 1)
      goto next;
    printf("at %d\n", i);
  next:
  }
  printf("%d %d %d %d\n", classify(0), classify(1), classify(2), classify(3));
  return 0;
}

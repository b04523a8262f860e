// An argument that is a variable in a register is read when all arguments have been evaluated, as gcc has it.
#include <stdio.h>

static void show(int a, int b, int c) {
  printf("%d %d %d\n", a, b, c);
}

int main(void) {
  int i = 5;
  printf("%d %d %d\n", i, i++, ++i);
  printf("%d %d\n", i++ * 2, i);
  show(i, i++, i = 3);
  show(i = 8, i + 1, i);
  unsigned char narrow = 200;
  printf("%d %d\n", narrow, ++narrow);
  int addressed = 4, *p = &addressed;
  show(addressed, addressed++, *p);
  printf("%d\n", addressed);
  return 0;
}

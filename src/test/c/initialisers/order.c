// Initialisers of a block run where they stand, each time the block is entered.
#include <stdio.h>

static int n;
static int next(const char *what) {
  printf("%s%d ", what, ++n);
  return n;
}

int main(void) {
  int a = next("a");
  for (int i = 0; i < 2; i++) {
    int b = next("b"), c = next("c");
    if (b > 4) {
      int d = c + next("d");
      printf("[%d] ", d);
    }
    int e[2] = {next("e")};
    printf("(%d) ", e[1]);
  }
  switch (a) {
    case 1:;
      int f = next("f");
      printf("{%d} ", f);
  }
  int i = 0;
back:;
  int g = next("g");
  if (i++ < 2) goto back;
  printf("\n%d %d\n", g, a);
  static int s = 3 * 4;
  return s + n;
}

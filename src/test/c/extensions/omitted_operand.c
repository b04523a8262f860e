// The conditional without its middle operand evaluates the first once.
#include <stdio.h>

static int calls;
static int next(void) { return calls++; }

int main(void) {
  int n = 5;
  char *text = NULL;
  printf("%d %d\n", n ?: 9, 0 ?: 9);
  printf("%s\n", text ?: "none");
  printf("%d ", next() ?: -1);
  printf("%d ", next() ?: -1);
  printf("%d\n", calls);
  printf("%zu\n", sizeof(1 ?: 2L));
  return n - 5 ?: 3;
}

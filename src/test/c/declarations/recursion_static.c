// Static locals in recursive functions and in two functions of the same name of variable.
#include <stdio.h>

static int fib(int n) {
  static long memo[80];
  static int misses;
  if (n < 0) return misses;
  if (n < 2) return n;
  if (!memo[n]) {
    misses++;
    memo[n] = fib(n - 1) + fib(n - 2);
  }
  return memo[n];
}
static const char *number(int n) {
  static char text[4][12];
  static int which;
  char *t = text[which++ % 4];
  sprintf(t, "<%d>", n);
  return t;
}
static int which(void) {
  static int which = 10;
  {
    static int which = 20;
    which++;
    if (which > 22) return which;
  }
  return which++;
}

int main(void) {
  printf("%d\n", fib(40));
  printf("%d\n", fib(-1));
  printf("%s %s\n", number(1), number(2));
  for (int i = 0; i < 4; i++) printf("%d ", which());
  puts("");
  return 0;
}

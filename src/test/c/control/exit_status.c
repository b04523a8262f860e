// The value that main returns is the status, modulo 256.
#include <stdio.h>
#include <stdlib.h>

static int deep(int n) {
  if (n == 0) exit(1000);
  return deep(n - 1) + 1;
}

int main(void) {
  puts("leaves from deep inside");
  return deep(20);
}

// assert tells nothing on standard output, and ends by SIGABRT.
#include <assert.h>
#include <stdio.h>

int main(void) {
  int n = 3;
  assert(n == 3);
  assert(n > 0 && "with a message");
  printf("before\n");
  fflush(stdout);
  assert(n == 4);
  printf("never\n");
  return 0;
}

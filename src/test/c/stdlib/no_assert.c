// With NDEBUG, assert evaluates nothing.
#define NDEBUG
#include <assert.h>
#include <stdio.h>

int main(void) {
  int n = 0;
  assert(n++);
  assert(0);
  printf("%d\n", n);
#undef NDEBUG
#include <assert.h>
  assert(n == 0);
  return 0;
}

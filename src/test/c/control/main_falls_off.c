// main without a return statement has status zero.
#include <stdio.h>

static int value(int n) {
  if (n) return n;
  puts("no value, and none is used");
}

int main(int argc, char *argv[]) {
  value(0);
  printf("%d %d\n", value(3), argv[argc] == NULL);
}

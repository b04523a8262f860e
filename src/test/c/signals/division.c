// Division by zero ends a program with SIGFPE.
#include <stdio.h>

int main(int argc, char **argv) {
  int zero = argc - 1;
  printf("before\n");
  fflush(stdout);
  printf("%d\n", 10 % zero);
  return 0;
}

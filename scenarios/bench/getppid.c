// What a trap costs: calls of getppid, which does nothing.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long calls = argc > 1 ? atol(argv[1]) : 1000;
  long sum = 0;
  for (long i = 0; i < calls; i++)
    sum += getppid() > 0;
  printf("%ld\n", sum);
}

// The sieve of Eratosthenes over bytes, several times.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIZE 2000000

static char composite[SIZE + 1];

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1;
  int count = 0;
  for (int round = 0; round < rounds; round++) {
    memset(composite, 0, sizeof composite);
    count = 0;
    for (int i = 2; i <= SIZE; i++) {
      if (composite[i])
        continue;
      count++;
      for (long j = (long)i * i; j <= SIZE; j += i)
        composite[j] = 1;
    }
  }
  printf("%d primes up to %d\n", count, SIZE);
  return 0;
}

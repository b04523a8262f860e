// Constants that need all 64 bits, in every position.
#include <stdio.h>

static unsigned long table[] = {0xffffffffffffffff, 0x8000000000000000, 1UL << 63, ~0UL >> 1, 0x00000000ffffffff};

int main(void) {
  long a = 0x7fffffffffffffff, b = -0x7fffffffffffffff - 1;
  unsigned long c = 18446744073709551615u;
  for (int i = 0; i < 5; i++) printf("%lx ", table[i]);
  printf("\n%ld %ld %lu\n", a, b, c);
  printf("%lx %lx\n", a & 0xf0f0f0f0f0f0f0f0, c ^ 0x123456789abcdef0);
  printf("%ld\n", a - 0x7ffffffffffffff0);
  printf("%d %d\n", c > 0x8000000000000000, b < -0x7fffffffffffffff);
  switch (c) {
    case 0xffffffffffffffff: puts("all ones"); break;
    case 0xffffffff: puts("wrong"); break;
  }
  switch (b) {
    case -0x7fffffffffffffff - 1: puts("least"); break;
    case 0: puts("wrong");
  }
  printf("%lu\n", 6364136223846793005u * 1442695040888963407u);
  long m = 4294967296;
  m *= -2147483648;
  printf("%ld %ld\n", m / 3, (long)(int)(m >> 20));
  return c % 251;
}

// Division truncates towards zero, and the remainder has the sign of the dividend.
#include <limits.h>
#include <stdio.h>

static void both(long a, long b) {
  printf("%ld/%ld=%ld rest %ld, as int %d %d\n", a, b, a / b, a % b, (int)a / (int)b, (int)a % (int)b);
}

int main(void) {
  int signs[] = {7, -7};
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++) both(signs[i], signs[j] / 2);
  both(1, -1000000);
  both(-2147483647L, 10);
  printf("%u %u\n", UINT_MAX / 10, UINT_MAX % 10);
  printf("%lu %lu\n", ULONG_MAX / 3, ULONG_MAX % 7);
  printf("%lu\n", (unsigned long)-5 / 2);
  printf("%u\n", -5 / 2u);
  printf("%ld\n", LONG_MIN / 16 % 1000);
  unsigned char c = 250;
  c /= 7;
  printf("%d\n", c);
  c %= 4;
  printf("%d\n", c);
  short s = -100;
  s /= 7;
  printf("%d\n", s);
  int by[] = {1, 2, 3, 4, 5, 7, 8, 10, 16, 100, 1024};
  for (int i = 0; i < 11; i++) printf("%d %d ", -12345 / by[i], -12345 % by[i]);
  printf("\n%d %d %d\n", -8 / 4, -9 / 4, -9 >> 2);
  return 0;
}

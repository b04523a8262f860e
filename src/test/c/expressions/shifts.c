// Shifts take the type of their promoted left operand; those of negative numbers keep the sign.
#include <stdio.h>

int main(void) {
  int i = -16;
  unsigned u = 0xf0000000;
  long l = 1;
  unsigned char c = 0xff;
  signed char sc = -128;
  printf("%d %d %d\n", i >> 2, i >> 31, i >> 4);
  printf("%u %u\n", u >> 4, u << 4);
  printf("%ld %lx\n", l << 40, l << 63);
  printf("%d %d\n", c << 4, (unsigned char)(c << 4));
  printf("%d %d\n", sc >> 3, (unsigned char)sc >> 3);
  printf("%zu %zu\n", sizeof(c << 40L), sizeof(1 << 1L));
  printf("%llx\n", 1ULL << 63 >> 62);
  for (int n = 0; n < 64; n += 9) printf("%lx ", 0x123456789abcdefUL << n);
  puts("");
  for (int n = 0; n < 64; n += 9) printf("%lx ", (unsigned long)(-0x123456789abcdefL >> n));
  puts("");
  u = 1;
  u <<= 31;
  printf("%u %d\n", u, (int)u < 0);
  short s = 1;
  s <<= 15;
  printf("%d\n", s);
  s >>= 15;
  printf("%d\n", s);
  c >>= 3;
  printf("%d\n", c);
  printf("%d\n", 1 << 3 + 1);
  printf("%d\n", (1 << 3) + 1);
  return 0;
}

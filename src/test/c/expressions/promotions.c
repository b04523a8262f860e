// Operands narrower than int are promoted before any arithmetic.
#include <stdio.h>

int main(void) {
  signed char a = 100, b = 100;
  unsigned char u = 200, v = 100;
  short s = 30000;
  unsigned short us = 65535;
  printf("%d %d %d\n", a + b, u + v, s + s);
  printf("%d %d\n", us * 2, us + 1);
  printf("%d %d %d\n", ~u, -u, !u);
  printf("%zu %zu %zu\n", sizeof(a + b), sizeof(-s), sizeof(+us));
  a = a + b;
  u = u + v;
  s = s + s;
  us = us + 1;
  printf("%d %d %d %d\n", a, u, s, us);
  printf("%d\n", (unsigned char)(u - 45) >> 1);
  printf("%d %d\n", (char)0x80 >> 1, (unsigned char)0x80 >> 1);
  printf("%d\n", (short)0xffff == (unsigned short)0xffff);
  printf("%d\n", (signed char)-1 == (unsigned char)-1);
  _Bool t = 256;
  printf("%d %d %zu\n", t, t + t, sizeof(t + t));
  t = (_Bool)0x100000000L;
  printf("%d %d\n", t, -t);
  return 0;
}

// Compound assignment computes in the common type and converts back to the left operand's.
#include <stdio.h>

static int evaluations;
static int values[4] = {10, 20, 30, 40};

static int *at(int i) {
  evaluations++;
  return &values[i];
}

int main(void) {
  unsigned char c = 200;
  c += 100;
  printf("%d\n", c);
  c -= 200;
  printf("%d\n", c);
  c *= 3;
  printf("%d\n", c);
  c <<= 2;
  printf("%d\n", c);
  c ^= 0x1ff;
  printf("%d\n", c);
  c |= 0x100;
  printf("%d\n", c);
  signed char s = -100;
  s -= 100;
  printf("%d\n", s);
  s /= 3u;
  printf("%d\n", s);
  int i = -10;
  i /= 4u;
  printf("%d\n", i);
  i = 7;
  i %= 4L;
  printf("%d\n", i);
  long l = 1;
  l -= 2u;
  printf("%ld\n", l);
  l = -1;
  l &= 0xffffffffu;
  printf("%ld\n", l);
  *at(1) += *at(2) -= 5;
  printf("%d %d %d\n", values[1], values[2], evaluations);
  char *p = "hello";
  p += 2;
  p -= 1;
  printf("%s\n", p);
  int x = 1;
  _Bool b = 1;
  b += 1;
  b <<= 3;
  printf("%d\n", b);
  b &= 2;
  printf("%d\n", b);
  return 0;
}

// Switches of many cases, with ranges among them, over all widths of the value.
#include <stdio.h>

static int of_long_long(long long x) {
  switch (x) {
  case -5: return 1;
  case 100: return 2;
  case 7 ... 20: return 3;
  case 1LL << 40: return 4;
  case 0: return 5;
  case 1: return 6;
  case 2:
  case 3: return 7;
  case 4: return 8;
  case 5: return 9;
  case 6: return 10;
  case -100: return 11;
  default: return -1;
  case 30: return 12;
  case 31: return 13;
  case 2147483647: return 14;
  }
}

static int of_unsigned_long_long(unsigned long long x) {
  switch (x) {
  case 0xFFFFFFFFFFFFFFFFULL: return 1;
  case 0x8000000000000000ULL: return 2;
  case 1: return 3;
  case 2: return 4;
  case 3: return 5;
  case 4: return 6;
  case 5: return 7;
  case 6: return 8;
  case 7: return 9;
  case 8: return 10;
  }
  return 0;
}

static int of_unsigned(unsigned x) {
  switch (x) {
  case 0xFFFFFFFFU: return 1;
  case 0x80000000U: return 2;
  case 1: return 3;
  case 2: return 4;
  case 3: return 5;
  case 4: return 6;
  case 5: return 7;
  case 6: return 8;
  case 7: return 9;
  case 8: return 10;
  }
  return 0;
}

int main(void) {
  long long values[] = {-5, -6, -100, -101, 0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 21, 29, 30, 31, 32, 99,
                        100, 101, 1LL << 40, (1LL << 40) + 1, 2147483647, 2147483648LL, -1,
                        -9223372036854775807LL - 1};
  for (int i = 0; i < (int)(sizeof values / sizeof *values); i++)
    printf("%lld %d %d %d\n", values[i], of_long_long(values[i]),
           of_unsigned_long_long(values[i]), of_unsigned(values[i]));
  return 0;
}

#include <ringfence.h>
#include <stdint.h>

long random_uniform(long a, long b) {
  uint64_t numbers = (uint64_t)b - a + 1;
  return b <= a ? a : a + (int64_t)(numbers ? __random() % numbers : __random() << 1 ^ __random());
}

/* By the inverse of the distribution, of a number of 53 bits from 0 (included) to 1 (excluded). */
double random_exponential(double mean) {
  return mean * -__builtin_log(1 - (__random() >> 10) * 0x1p-53);
}

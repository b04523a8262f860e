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

/* The far call gives where the gate leads to, in its ring and on its stack; the far return is back. */
long __call_gate(int selector, long argument, ...) {
  long (*function)(long) = (long (*)(long))__builtin_privileged(13, selector);
  long result = function(argument);
  __builtin_privileged(14, 0);
  return result;
}

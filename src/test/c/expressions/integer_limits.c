// Arithmetic at the limits of each unsigned type, and the limits themselves.
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  printf("%d %d %d\n", CHAR_BIT, CHAR_MIN, CHAR_MAX);
  printf("%d %d %d\n", SCHAR_MIN, SCHAR_MAX, UCHAR_MAX);
  printf("%d %d %d\n", SHRT_MIN, SHRT_MAX, USHRT_MAX);
  printf("%d %d %u\n", INT_MIN, INT_MAX, UINT_MAX);
  printf("%ld %ld %lu\n", LONG_MIN, LONG_MAX, ULONG_MAX);
  printf("%lld %lld %llu\n", LLONG_MIN, LLONG_MAX, ULLONG_MAX);
  printf("%d %u %ld\n", INT8_MIN, UINT16_MAX, INT64_MAX);
  printf("%lu %ld\n", SIZE_MAX, PTRDIFF_MIN);
  unsigned u = UINT_MAX;
  unsigned long ul = ULONG_MAX;
  printf("%u %lu\n", u + 1, ul + 1);
  printf("%u %lu\n", u * u, ul * ul);
  printf("%u\n", 0u - 1);
  printf("%lx\n", (unsigned long)u * u);
  uint64_t product = 0xdeadbeefcafef00dULL * 0x9e3779b97f4a7c15ULL;
  printf("%lx\n", product);
  uint32_t hash = 2166136261u;
  for (const char *s = "ringfence"; *s; s++) hash = (hash ^ *s) * 16777619u;
  printf("%x\n", hash);
  uint16_t sum = 0;
  for (int i = 0; i < 1000; i++) sum += 12345;
  printf("%u\n", sum);
  printf("%d\n", (int8_t)0x80 + (uint8_t)0x80);
  printf("%u\n", -INT_MIN == INT_MIN ? 1u : (unsigned)INT_MIN);
  return 0;
}

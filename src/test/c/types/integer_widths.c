// The types of stdint.h have their widths, limits and formats.
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
  printf("%zu %zu %zu %zu\n", sizeof(int8_t), sizeof(int16_t), sizeof(int32_t), sizeof(int64_t));
  printf("%zu %zu %zu %zu\n", sizeof(uint8_t), sizeof(intptr_t), sizeof(intmax_t), sizeof(ptrdiff_t));
  int8_t a = INT8_MAX;
  uint16_t b = UINT16_MAX;
  int32_t c = INT32_MIN;
  uint64_t d = UINT64_MAX;
  printf("%" PRId8 " %" PRIu16 " %" PRId32 " %" PRIu64 "\n", a, b, c, d);
  printf("%" PRIx64 " %" PRIX32 " %" PRIdPTR "\n", d, (uint32_t)c, (intptr_t)-1);
  a++;
  b++;
  d++;
  printf("%d %d %d\n", a, b, (int)d);
  printf("%d %d\n", (int)sizeof(int_fast8_t), (int)sizeof(uint_least16_t));
  printf("%ld %lu\n", (long)INT64_C(-5), (unsigned long)UINT64_C(5));
  printf("%d\n", SIZE_MAX == UINT64_MAX && PTRDIFF_MAX == INT64_MAX);
  int64_t product = (int64_t)INT32_MAX * INT32_MAX;
  printf("%" PRId64 "\n", product);
  return 0;
}

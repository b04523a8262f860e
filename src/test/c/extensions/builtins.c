// Builtins of gcc: counting bits, swapping bytes, overflow, constants, choose.
#include <limits.h>
#include <stdio.h>

int main(void) {
  printf("%d %d %d\n", __builtin_popcount(0xff00ff), __builtin_clz(1), __builtin_ctz(64));
  printf("%d %d %d\n", __builtin_popcountl(-1L), __builtin_clzl(1), __builtin_ctzll(1ULL << 40));
  printf("%d %d %d\n", __builtin_ffs(0), __builtin_ffs(8), __builtin_parity(7));
  printf("%x %lx %x\n", __builtin_bswap32(0x12345678), __builtin_bswap64(0x0102030405060708), __builtin_bswap16(0x1234));
  int i;
  printf("%d ", __builtin_add_overflow(INT_MAX, 1, &i));
  printf("%d ", i);
  printf("%d ", __builtin_mul_overflow(1000, 1000, &i));
  printf("%d\n", i);
  unsigned char c;
  printf("%d ", __builtin_sub_overflow(5, 6, &c));
  printf("%d\n", c);
  printf("%d %d\n", __builtin_constant_p(3 + 4), __builtin_types_compatible_p(int, unsigned));
  printf("%d\n", __builtin_choose_expr(1, 5, "no"));
  printf("%zu\n", __builtin_strlen("built in"));
  char text[8];
  __builtin_memcpy(text, "copied", 7);
  puts(text);
  printf("%d\n", __builtin_abs(-4));
  if (__builtin_expect(!!(i > 5), 1)) puts("likely");
  printf("%d\n", __builtin_offsetof(struct { char a; long b; }, b) == 8);
  return 0;
}

// The type of an integer literal depends on its base, suffix and value.
#include <stdio.h>

#define KIND(x) _Generic((x), int: "int", unsigned: "unsigned", long: "long", \
  unsigned long: "unsigned long", long long: "long long", unsigned long long: "unsigned long long")
#define SHOW(x) printf("%-22s %s %zu\n", #x, KIND(x), sizeof(x))

int main(void) {
  SHOW(2147483647);
  SHOW(2147483648);
  SHOW(0x7fffffff);
  SHOW(0x80000000);
  SHOW(0xffffffff);
  SHOW(0x100000000);
  SHOW(037777777777);
  SHOW(0x8000000000000000);
  SHOW(9223372036854775807);
  SHOW(1u);
  SHOW(4294967296u);
  SHOW(1L);
  SHOW(1ul);
  SHOW(0b1011);
  SHOW('a');
  SHOW(-2147483648);
  printf("%d %d %d\n", 010, 0x10, 0b10);
  printf("%d\n", -1 < 0x7fffffff);
  printf("%d\n", -1 < 0x80000000);
  printf("%d\n", -1 < 2147483648);
  return 0;
}

// The usual arithmetic conversions choose the common type of two operands.
#include <limits.h>
#include <stdio.h>

#define KIND(x) _Generic((x), int: "int", unsigned: "unsigned", long: "long", \
  unsigned long: "unsigned long", long long: "long long", unsigned long long: "unsigned long long")

int main(void) {
  int i = -1;
  unsigned u = 1;
  long l = -1;
  unsigned long ul = 1;
  long long ll = -1;
  char c = 'c';
  puts(KIND(c + c));
  puts(KIND(i + u));
  puts(KIND(u + l));
  puts(KIND(l + ul));
  puts(KIND(l + ll));
  puts(KIND(ul + ll));
  puts(KIND(c << 40 % 32));
  puts(KIND(1 ? i : l));
  puts(KIND('a'));
  puts(KIND(i < l));
  printf("%d %d %d %d\n", i < u, l < u, l < ul, ll < ul);
  printf("%d\n", INT_MIN < 0u);
  printf("%ld %ld\n", u - 2L, (long)(u - 2));
  printf("%lu\n", ul - 2);
  printf("%d\n", -1 > (unsigned char)1);
  printf("%d\n", (1 ? i : u) > 0);
  return 0;
}

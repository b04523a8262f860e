// The attribute mode gives types a machine's size; one of aligned on a typedef gives them an alignment.
#include <stdio.h>

typedef int byte __attribute__((mode(QI)));
typedef unsigned int half __attribute__((__mode__(__HI__)));
typedef int word __attribute__((mode(word)));
typedef unsigned quad __attribute__((mode(DI)));
typedef float real __attribute__((mode(DF)));
typedef int line __attribute__((aligned(64)));

struct cells {
  char first;
  line second;
  int third __attribute__((mode(HI)));
};

int main(void) {
  byte b = 200;
  half h = -1;
  quad q = -1;
  real r = 0.1;
  line value = 5;
  printf("%zu %zu %zu %zu %zu\n", sizeof b, sizeof h, sizeof(word), sizeof q, sizeof r);
  printf("%d %u %lx %.17g\n", b, h, (unsigned long)q, r);
  printf("%zu %zu %d\n", sizeof(struct cells), _Alignof(line), value);
  printf("%d\n", (unsigned long)&value % 64 == 0);
  return 0;
}

// Vectors of gcc: arithmetic, comparisons, elements, conversions, shuffles, parameters and initialisers.
#include <stdarg.h>
#include <stdio.h>

typedef int ints __attribute__((vector_size(16)));
typedef float floats __attribute__((vector_size(16)));
typedef unsigned char bytes __attribute__((vector_size(16)));
typedef long longs __attribute__((vector_size(32)));
typedef double doubles __attribute__((vector_size(32)));

static ints global = {1, 2, 3};
static const floats table[2] = {{1, 2, 3, 4}, {0, 0, 0.5f}};

struct holder {
  char tag;
  ints value;
};

union view {
  ints whole;
  int part[4];
};

static void show(const char *what, ints v) {
  printf("%s %d %d %d %d\n", what, v[0], v[1], v[2], v[3]);
}

static floats blend(floats a, float by, const floats *b) {
  return a * by + *b;
}

static int total(int count, ...) {
  va_list list;
  va_start(list, count);
  ints sum = {0};
  while (count--)
    sum += va_arg(list, ints);
  va_end(list);
  return sum[0] + sum[1] + sum[2] + sum[3];
}

int main(void) {
  ints a = {5, -6, 7, 8}, b = {2, 3, -4, 5};
  show("sum", a + b);
  show("difference", a - 1);
  show("product", a * b);
  show("quotient", a / b);
  show("rest", 100 % b);
  show("bits", (a & b) | (a ^ ~b));
  show("shifts", (a << 2) + (a >> (ints){1, 1, 2, 0}));
  show("less", a < b);
  show("equal", a + (ints){-3} == b);
  show("minus", -a);
  a[1] = 40;
  a[2]++;
  a += b;
  show("updated", a);
  show("old", a++);
  show("new", --a);
  int i = 3;
  printf("%d %d %d\n", a[i], global[i - 1], ((ints){7, 8, 9})[2]);
  floats f = blend(table[0], 2, &table[1]);
  printf("%g %g %g\n", f[0], f[2], (f / 3)[3]);
  show("as bits", (ints)f);
  show("compared", f >= 5.0f);
  bytes c = (bytes)(ints){0x01020304, -1, 0x7f80ff00, 5};
  c += 2;
  c = (bytes)(c > 3);
  for (int k = 0; k < 16; k++)
    printf("%d ", c[k]);
  printf("\n");
  show("shuffled", __builtin_shuffle(a, (ints){3, 3, 0, 5}));
  show("mixed", __builtin_shuffle(a, b, (ints){0, 4, 7, 2}));
  longs l = {1, -2, 3, 1L << 40};
  doubles d = __builtin_convertvector(l, doubles) / 2;
  printf("%g %g %ld\n", d[1], d[3], (l * l)[1]);
  struct holder h = {'h', b}, copy = h;
  copy.value -= global;
  show("member", copy.value);
  union view v = {.whole = i > 2 ? a : b};
  printf("%d %d\n", v.part[1], total(2, b, global));
  printf("%zu %zu %zu\n", sizeof h, _Alignof(bytes), sizeof a / sizeof a[0]);
  return 0;
}

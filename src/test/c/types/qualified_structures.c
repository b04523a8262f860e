// Qualifiers are part of a type: those of structures reach their members, and _Generic tells them apart.
#include <stdio.h>

struct pair {
  int first;
  int second[2];
};

#define QUALIFIERS(p)                     \
  _Generic(p,                             \
      int *: "none",                      \
      const int *: "const",               \
      volatile int *: "volatile",         \
      const volatile int *: "both")

static const struct pair fixed = {1, {2, 3}};
static volatile struct pair device;

static int sum(const struct pair *p) {
  struct pair copy = *p;
  copy.first++;
  return copy.first + copy.second[0] + copy.second[1];
}

int main(void) {
  const volatile int both = 4;
  struct pair plain = fixed;
  plain.second[1] = 9;
  device = plain;
  puts(QUALIFIERS(&plain.first));
  puts(QUALIFIERS(&fixed.first));
  puts(QUALIFIERS(fixed.second));
  puts(QUALIFIERS(&device.first));
  puts(QUALIFIERS(&both));
  printf("%d %d\n", sum(&fixed), sum(&plain));
  printf("%d\n", device.second[1]);
  printf("%d\n", __builtin_types_compatible_p(int *, volatile int *));
  return 0;
}

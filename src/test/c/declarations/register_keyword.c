// Odd orders of specifiers and qualifiers, which all mean the same.
#include <stdio.h>

static const unsigned long int a = 1;
unsigned static const long b = 2;
long const unsigned int static c = 3;
int typedef number;
const struct { int x; } static d = {4};
enum { E = 5 } static e = E;
char const *f = "six";
static signed g = -7;
static unsigned h = 8;
long long static i = 9;
static const volatile int *const volatile j = (int *)&g;
short unsigned static k = 10;

static number inline twice(register number n) { return n * 2; }
const static char *name(void) { return "name"; }

int main(void) {
  int register r = 3;
  int auto s = 4;
  const auto int t = 5;
  volatile const int v = 6;
  long int signed w = -1;
  printf("%lu %lu %lu %d %d %s %d %u %lld %d %d\n", a, b, c, d.x, e, f, g, h, i, *j, k);
  printf("%d %d %d %d %ld %d %s\n", r, s, t, v, w, twice(21), name());
  return 0;
}

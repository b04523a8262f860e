// NaN is unequal to all; infinities and zeros compare as they should.
#include <math.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  double nan = NAN, inf = INFINITY, v[] = {-INFINITY, -1, -0.0, 0.0, 1, INFINITY, NAN};
  for (int i = 0; i < 7; i++) {
    for (int j = 0; j < 7; j++)
      printf("%d%d%d%d%d%d ", v[i] < v[j], v[i] <= v[j], v[i] == v[j], v[i] != v[j], v[i] > v[j], v[i] >= v[j]);
    puts("");
  }
  printf("%d %d\n", nan == nan, !(nan < 1) && !(nan >= 1));
  printf("%d %d\n", !nan, nan ? 1 : 0);
  printf("%d\n", isnan(inf - inf) && isnan(0 * inf));
  double z = 0.0, n = -0.0;
  printf("%d %d\n", z == n, memcmp(&z, &n, sizeof z) == 0);
  if (nan) puts("nan is true");
  if (nan || 0) puts("so it is here");
  printf("%d\n", (nan && 1) + (z || n));
  float f = 0.1f;
  printf("%d %d\n", f < 0.1, f > 0.1);
  return 0;
}

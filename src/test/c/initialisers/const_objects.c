// Initialisers of static objects may read const objects, their members and elements, and labels' distances.
#include <stdio.h>

static const int height = 4;
static const double half = 0.5;
static const int primes[] = {2, 3, 5, 7};
static const struct size { int width; double scale; } paper = {210, 1.5};
static const char *const title = "const objects";

static int area = height * height + 1;
static double quarter = half / 2;
static int third = primes[2] * 10;
static double scaled = paper.scale * 2;
static struct size copy = paper;
static const char *shown = title;
static int *inside = &area + height - height;

static int dispatch(int which) {
  static const int to[] = {&&first - &&first, &&second - &&first};
  goto *(&&first + to[which]);
first:
  return 10;
second:
  return 20;
}

int main(void) {
  const int local = 3;
  static int fromLocal = local + height;
  int table[] = {[height - height] = 1, [3] = local};
  printf("%d %g %d %g\n", area, quarter, third, scaled);
  printf("%d %g %s %d\n", copy.width, copy.scale, shown, *inside);
  printf("%d %zu %d\n", fromLocal, sizeof table / sizeof *table, table[3]);
  printf("%d %d\n", dispatch(0), dispatch(1));
  return 0;
}

// Enumerations count up, may repeat and be negative, and are integers.
#include <stdio.h>

enum day { MON = 1, TUE, WED, THU, FRI, SAT, SUN };
enum { FIRST, SECOND = FIRST, THIRD, NEGATIVE = -10, NEXT, LARGE = 0x7fffffff };
typedef enum { FALSE, TRUE } truth;
enum big { HUGE_ONE = 0xffffffff, SMALL = 1 };
enum bits { R = 1 << 2, W = 1 << 1, X = 1 << 0, ALL = R | W | X };

static const char *const names[] = {[MON] = "Mon", [TUE] = "Tue", [SUN] = "Sun"};

static enum day after(enum day d) { return d == SUN ? MON : d + 1; }
static truth weekend(enum day d) { return d >= SAT; }

int main(void) {
  printf("%d %d %d %d %d %d\n", FIRST, SECOND, THIRD, NEGATIVE, NEXT, LARGE);
  printf("%zu %zu %zu\n", sizeof(enum day), sizeof(truth), sizeof FIRST);
  enum day d = FRI;
  for (int i = 0; i < 4; i++, d = after(d)) printf("%d:%d ", d, weekend(d));
  puts("");
  printf("%s %s %s %d\n", names[MON], names[TUE], names[SUN], names[WED] == NULL);
  printf("%d %d\n", HUGE_ONE > 0, SMALL);
  int mode = R | X;
  printf("%c%c%c %d\n", mode & R ? 'r' : '-', mode & W ? 'w' : '-', mode & X ? 'x' : '-', ALL & ~mode);
  d = 100;
  printf("%d\n", d);
  d++;
  d -= 50;
  printf("%d\n", d);
  enum { LOCAL = SUN * 2 } v = LOCAL;
  printf("%d\n", v);
  {
    enum { MON = 99 };
    printf("%d\n", MON);
  }
  printf("%d\n", MON);
  switch (d) {
    case MON ... FRI: puts("week"); break;
    default: puts("none");
  }
  int count[SUN + 1] = {0};
  for (enum day e = MON; e <= SUN; e++) count[e] += e;
  printf("%d\n", count[SUN] + count[MON]);
  return 0;
}

// else belongs to the nearest if; nested conditions and empty branches.
#include <stdio.h>

static const char *classify(int a, int b) {
  if (a)
    if (b) return "both";
    else return "only a";
  return "no a";
}
static int chain(int n) {
  if (n < 0) return -1;
  else if (n == 0) return 0;
  else if (n < 10)
    if (n % 2) return 1;
    else return 2;
  else if (n < 100) {
    if (n > 50) return 51;
  } else
    for (;;)
      if (n > 1000) return 1000;
      else break;
  return n;
}
static int grade(int points) {
  return points >= 90 ? 'A' : points >= 80 ? 'B' : points >= 70 ? 'C' : 'F';
}

int main(void) {
  printf("%s, %s, %s\n", classify(1, 1), classify(1, 0), classify(0, 1));
  int tests[] = {-4, 0, 3, 4, 20, 60, 500, 5000};
  for (int i = 0; i < 8; i++) printf("%d ", chain(tests[i]));
  puts("");
  for (int p = 65; p < 100; p += 10) putchar(grade(p));
  puts("");
  if (0)
    ;
  else
    puts("else of nothing");
  if (1) {
  } else
    puts("never");
  int x = 5;
  if (x = 0) puts("never"); else puts("assigned zero");
  if ((x = 7) && x > 6) puts("seven");
  if (!x) puts("never"); else if (x & 1) puts("odd"); else puts("even");
  char *p = 0;
  if (p && *p) puts("never");
  if (!p || *p) puts("guarded");
  if (x > 3) if (x > 5) if (x > 9) puts("never"); else puts("innermost");
  while (x > 0) if (x-- % 3 == 0) printf("%d ", x); else continue;
  puts("");
  return 0;
}

// Objects with static storage begin as zero, in every function and size.
#include <stdio.h>

static int numbers[1000];
static struct { char *p; double d; int n[3]; } s;
static char text[50];
static void (*f)(void);
static struct { struct { int x; } in[5]; } deep;
extern int later[20];

static int count(const char *p, int n) {
  int nonzero = 0;
  while (n--) nonzero += *p++ != 0;
  return nonzero;
}

int main(void) {
  static long local[100];
  static int once = 5;
  printf("%d %d %d\n", count((char *)numbers, sizeof numbers), count((char *)&s, sizeof s), count(text, sizeof text));
  printf("%d %d %d\n", f == 0, count((char *)&deep, sizeof deep), count((char *)local, sizeof local));
  printf("%d %d\n", count((char *)later, sizeof later), once);
  numbers[999] = once++;
  printf("%d %d\n", count((char *)numbers, sizeof numbers), s.d == 0);
  return 0;
}

int later[20];

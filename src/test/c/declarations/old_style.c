// Definitions of functions in the style before prototypes.
#include <stdio.h>

int add();
static long wide(a, b)
  int a;
  long b;
{
  return a + b;
}
int add(a, b)
  int a, b;
{
  return a + b;
}
static char *pick(list, i, c)
  char **list;
  short i;
  char c;
{
  return c == 'y' ? list[i] : "none";
}

int main() {
  char *words[2];
  words[0] = "zero";
  words[1] = "one";
  printf("%d %ld\n", add(3, 4), wide(1, 1L << 40));
  printf("%s %s\n", pick(words, 1, 'y'), pick(words, 0, 'n'));
  return 0;
}

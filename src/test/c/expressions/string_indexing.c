// Strings as arrays: indexing, addresses inside, comparison by address, in conditions.
#include <stdio.h>

static char *middle(void) { return "abcdef" + 2; }

int main(void) {
  const char *s = "string", *end = s;
  printf("%c %c %c %c\n", s[0], 2[s], *(s + 3), "literal"[4]);
  while (*end) end++;
  printf("%td %d %s\n", end - s, end[0], end - 4);
  printf("%s %c\n", middle(), middle()[-1]);
  printf("%s\n", &"offset"[3]);
  char array[] = "array", *p = array;
  p[0] = 'A';
  *(array + 4) = 'Y';
  array[1]++;
  puts(p);
  for (p = array; *p; *p++ == 'r' ? putchar('R') : putchar('.'));
  puts("");
  printf("%d\n", sizeof("seven..") == 8 && sizeof "" == 1);
  char grid[3][4] = {"abc", "def", "ghi"};
  for (int i = 0; i < 3; i++) putchar(grid[i][2 - i]);
  puts("");
  printf("%s %s\n", grid[1], *grid + 1);
  if ("") puts("a string is true");
  return "\x05"[0];
}

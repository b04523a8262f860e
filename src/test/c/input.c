/* Reads what is typed, and draws random numbers as Linux does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char line[16];
  int c, lines = 0;
  for (int i = 0; i < 5; i++)
    printf("%d ", rand());
  srand(42);
  for (int i = 0; i < 100; i++)
    rand();
  printf("%d %d\n", rand() % 6 + 1, rand());
  while (fgets(line, sizeof line, stdin)) {
    lines++;
    printf("[%s] %d\n", line, (int)strlen(line));
  }
  printf("%d lines, end %d\n", lines, feof(stdin) != 0);
  while ((c = getchar()) != EOF)
    putchar(c);
  printf("%lu\n", strtoul("ff", NULL, 16));
  return 0;
}

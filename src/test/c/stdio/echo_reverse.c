// Reads standard input by getchar and writes its lines reversed, with numbers.
#include <stdio.h>
#include <string.h>

int main(void) {
  char line[100];
  int c, n = 0, number = 0;
  while ((c = getchar()) != EOF) {
    if (c != '\n' && n < (int)sizeof line - 1) {
      line[n++] = c;
      continue;
    }
    line[n] = '\0';
    printf("%3d ", ++number);
    while (n > 0) putchar(line[--n]);
    putchar('\n');
  }
  if (n) printf("%3d %.*s (no newline)\n", ++number, n, line);
  return number;
}

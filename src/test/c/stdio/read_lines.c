// Standard input by lines: fgets with short buffers, getchar, ungetc, scanf, end of file.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

int main(void) {
  char line[16];
  int c;
  while (isspace(c = getchar()));
  ungetc(c, stdin);
  printf("first '%c'\n", c);
  if (fgets(line, sizeof line, stdin)) printf("[%s]\n", line);
  printf("%d\n", (int)strlen(fgets(line, 6, stdin)));
  printf("[%s]", line);
  printf("[%s]\n", fgets(line, sizeof line, stdin));
  int a, b;
  printf("%d ", scanf("%d%d", &a, &b));
  printf("%d %d\n", a, b);
  printf("%d ", scanf("%d", &a));
  printf("%s\n", fgets(line, sizeof line, stdin));
  printf("%d ", scanf(" %15[^\n]", line));
  printf("[%s] ", line);
  printf("%d\n", getc(stdin));
  int n = 0, words = 0, in = 0;
  while ((c = getchar()) != EOF) {
    n++;
    if (isspace(c)) in = 0;
    else if (!in) in = 1, words++;
  }
  printf("%d %d\n", n, words);
  printf("%d %d ", feof(stdin) != 0, ferror(stdin));
  printf("%d\n", getchar());
  printf("%d\n", fgets(line, sizeof line, stdin) == NULL);
  clearerr(stdin);
  printf("%d\n", feof(stdin));
  printf("%d\n", scanf("%d", &a));
  return 0;
}

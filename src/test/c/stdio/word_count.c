// Counts lines, words, characters, and the longest line of standard input, as textbooks do.
#include <stdio.h>
#include <string.h>

#define MAXLINE 1000
#define IN 1
#define OUT 0

static int get_line(char s[], int lim) {
  int c, i;
  for (i = 0; i < lim - 1 && (c = getchar()) != EOF && c != '\n'; ++i) s[i] = c;
  if (c == '\n') s[i++] = c;
  s[i] = '\0';
  return i;
}

int main(void) {
  int len, max = 0, lines = 0, words = 0, chars = 0, digits[10] = {0};
  char line[MAXLINE], longest[MAXLINE];
  while ((len = get_line(line, MAXLINE)) > 0) {
    int state = OUT;
    lines++;
    chars += len;
    for (char *p = line; *p; p++) {
      if (*p >= '0' && *p <= '9') ++digits[*p - '0'];
      if (*p == ' ' || *p == '\n' || *p == '\t') state = OUT;
      else if (state == OUT) state = IN, ++words;
    }
    if (len > max) {
      max = len;
      strcpy(longest, line);
    }
  }
  printf("%d %d %d\n", lines, words, chars);
  printf("%d: %s", max, longest);
  for (int i = 0; i < 10; i++) printf("%d ", digits[i]);
  printf("\n");
  return lines;
}

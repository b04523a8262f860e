// Cutting, trimming, replacing, wrapping and reversing words of a text.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *trim(char *s) {
  while (isspace((unsigned char)*s)) s++;
  char *end = s + strlen(s);
  while (end > s && isspace((unsigned char)end[-1])) end--;
  *end = 0;
  return s;
}
static char *replace(const char *text, const char *old, const char *new) {
  size_t count = 0, lo = strlen(old), ln = strlen(new);
  for (const char *p = text; (p = strstr(p, old)); p += lo) count++;
  char *result = malloc(strlen(text) + count * ln - count * lo + 1), *to = result;
  const char *p;
  while ((p = strstr(text, old))) {
    memcpy(to, text, p - text);
    to += p - text;
    to = stpcpy(to, new);
    text = p + lo;
  }
  strcpy(to, text);
  return result;
}
static void wrap(const char *text, int width) {
  int column = 0;
  while (*text) {
    int n = strcspn(text, " ");
    if (column && column + 1 + n > width) putchar('\n'), column = 0;
    if (column) putchar(' '), column++;
    printf("%.*s", n, text);
    column += n;
    text += n;
    text += strspn(text, " ");
  }
  putchar('\n');
}
static void turn(char *from, char *to) {
  while (from < --to) { char c = *from; *from++ = *to; *to = c; }
}
static int palindrome(const char *s) {
  const char *e = s + strlen(s);
  while (s < e) {
    if (!isalpha((unsigned char)*s)) { s++; continue; }
    if (!isalpha((unsigned char)e[-1])) { e--; continue; }
    if (tolower(*s++) != tolower(*--e)) return 0;
  }
  return 1;
}

int main(void) {
  char padded[] = "  \t padded text \n ";
  printf("[%s]\n", trim(padded));
  puts(replace("one fish two fish", "fish", "bird of prey"));
  puts(replace("aaaa", "aa", "b"));
  puts(replace("none", "x", "yyy"));
  wrap("the quick brown fox jumps over the lazy dog and runs away from it", 20);
  char words[] = "turn these words around";
  turn(words, words + strlen(words));
  for (char *p = words; *p;) {
    char *e = p + strcspn(p, " ");
    turn(p, e);
    p = e + strspn(e, " ");
  }
  puts(words);
  printf("%d %d\n", palindrome("A man, a plan, a canal: Panama"), palindrome("not one"));
  return 0;
}

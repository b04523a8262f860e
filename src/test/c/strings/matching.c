// A matcher of simple regular expressions and one of shell patterns.
#include <stdio.h>

static int here(const char *re, const char *text);
static int star(int c, const char *re, const char *text) {
  do {
    if (here(re, text)) return 1;
  } while (*text != '\0' && (*text++ == c || c == '.'));
  return 0;
}
static int here(const char *re, const char *text) {
  if (re[0] == '\0') return 1;
  if (re[1] == '*') return star(re[0], re + 2, text);
  if (re[0] == '$' && re[1] == '\0') return *text == '\0';
  if (*text != '\0' && (re[0] == '.' || re[0] == *text)) return here(re + 1, text + 1);
  return 0;
}
static int match(const char *re, const char *text) {
  if (re[0] == '^') return here(re + 1, text);
  do {
    if (here(re, text)) return 1;
  } while (*text++ != '\0');
  return 0;
}
static int glob(const char *p, const char *s) {
  for (;; p++, s++) {
    if (*p == '*') {
      while (*p == '*') p++;
      for (;; s++) {
        if (glob(p, s)) return 1;
        if (!*s) return 0;
      }
    }
    if (*p == '[' && *s) {
      int in = 0;
      for (p++; *p && *p != ']'; p++)
        if (p[1] == '-' && p[2] != ']') in |= *s >= p[0] && *s <= p[2], p += 2;
        else in |= *p == *s;
      if (!in) return 0;
    } else if (!*p || !*s)
      return *p == *s;
    else if (*p != '?' && *p != *s)
      return 0;
  }
}

int main(void) {
  const char *re[] = {"abc", "^abc", "a.c$", "ab*c", "^a.*z$", "x*", "^$"}, *texts[] = {"abc", "xabc", "ac", "abbbc", "abcz", ""};
  for (int i = 0; i < 7; i++, puts(""))
    for (int j = 0; j < 6; j++) printf("%d", match(re[i], texts[j]));
  const char *globs[] = {"*", "*.c", "a?c", "a*b*c", "[a-c]*[0-9]", "**x"}, *names[] = {"main.c", "abc", "a1b2c", "b7", "", "axx"};
  for (int i = 0; i < 6; i++, puts(""))
    for (int j = 0; j < 6; j++) printf("%d", glob(globs[i], names[j]));
  return 0;
}

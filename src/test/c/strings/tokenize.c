// A small lexer: names, numbers, strings with escapes, operators of one and two characters.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum kind { NAME, NUMBER, STRING, OPERATOR, KEYWORD, END, BAD };
static const char *kinds[] = {"name", "number", "string", "operator", "keyword", "end", "bad"};
static const char *keywords[] = {"if", "else", "while", "return", 0};
struct token { enum kind kind; const char *at; int length; };

static struct token next(const char **p) {
  while (isspace((unsigned char)**p)) ++*p;
  struct token t = {END, *p, 0};
  const char *s = *p;
  if (!*s) return t;
  if (isalpha((unsigned char)*s) || *s == '_') {
    while (isalnum((unsigned char)*s) || *s == '_') s++;
    t.kind = NAME;
    for (const char **k = keywords; *k; k++)
      if (strlen(*k) == (size_t)(s - *p) && !strncmp(*k, *p, s - *p)) t.kind = KEYWORD;
  } else if (isdigit((unsigned char)*s)) {
    while (isxdigit((unsigned char)*s) || *s == 'x') s++;
    t.kind = NUMBER;
  } else if (*s == '"') {
    for (s++; *s && *s != '"'; s++) if (*s == '\\' && s[1]) s++;
    t.kind = *s ? STRING : BAD;
    s += *s != 0;
  } else {
    t.kind = OPERATOR;
    s += s[1] && strchr("=&|+-<>", s[1]) && (s[0] == s[1] || s[1] == '=') ? 2 : 1;
  }
  t.length = s - *p;
  *p = s;
  return t;
}

int main(void) {
  const char *text = "if (count_1 >= 0x1F && *p++ != \"a \\\"b\\\"\") return x<<2; else y += -3 \"open";
  struct token t;
  int n[BAD + 1] = {0};
  do {
    t = next(&text);
    n[t.kind]++;
    printf("%s[%.*s] ", kinds[t.kind], t.length, t.at);
  } while (t.kind != END);
  puts("");
  for (int i = 0; i <= BAD; i++) printf("%d ", n[i]);
  puts("");
  return 0;
}

// A tokenizer and calculator: states, function tables, recursive descent.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *p;
static int error;

static long expression(void);
static void blanks(void) { while (isspace((unsigned char)*p)) p++; }
static long primary(void) {
  blanks();
  if (*p == '(') {
    p++;
    long v = expression();
    blanks();
    if (*p == ')') p++; else error = 1;
    return v;
  }
  if (*p == '-') { p++; return -primary(); }
  if (!isdigit((unsigned char)*p)) { error = 2; return 0; }
  return strtol(p, (char **)&p, 0);
}
static long term(void) {
  long v = primary();
  for (;;) {
    blanks();
    switch (*p) {
      case '*': p++; v *= primary(); continue;
      case '/': case '%': {
        char op = *p++;
        long d = primary();
        if (!d) { error = 3; return 0; }
        v = op == '/' ? v / d : v % d;
        continue;
      }
    }
    return v;
  }
}
static long expression(void) {
  long v = term();
  while (blanks(), *p == '+' || *p == '-') v = *p++ == '+' ? v + term() : v - term();
  return v;
}

enum state { OUT, IN, QUOTE, STATES };
static int words(const char *s) {
  static const enum state next[STATES][3] = {{OUT, IN, QUOTE}, {OUT, IN, QUOTE}, {QUOTE, QUOTE, OUT}};
  enum state now = OUT;
  int n = 0;
  for (; *s; s++) {
    enum state then = next[now][*s == '"' ? 2 : !isspace((unsigned char)*s)];
    n += now == OUT && then != OUT;
    now = then;
  }
  return n;
}

int main(void) {
  const char *tests[] = {"1+2*3", "(1+2)*3", " 100 / 7 % 5 ", "-(4 - 10) * -2", "0x10 + 010", "2*(3", "1/0", "*", "((((7))))"};
  for (unsigned i = 0; i < sizeof tests / sizeof *tests; i++) {
    p = tests[i];
    error = 0;
    long v = expression();
    if (error) printf("%s: error %d\n", tests[i], error);
    else printf("%s = %ld%s\n", tests[i], v, *p ? " and more" : "");
  }
  printf("%d %d\n", words("the  quick \"brown fox\" jumps"), words(""));
  return 0;
}

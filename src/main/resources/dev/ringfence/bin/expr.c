/* expr: writes the value of an expression (POSIX): | & comparisons + - * / % and parentheses. */
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **word;

static int is_integer(const char *text) {
  text += *text == '-';
  return *text && !text[strspn(text, "0123456789")];
}

static int is_null(const char *text) {
  return !*text || is_integer(text) && !text[*text == '-' ? 1 + strspn(text + 1, "0")
                                                          : strspn(text, "0")];
}

static char *text_of(long value) {
  char *text = malloc(24);
  sprintf(text, "%ld", value);
  return text;
}

static int is_next(const char *operator) { return *word && !strcmp(*word, operator); }

static char *either(void);

static char *operand(void) {
  if (!*word)
    error(2, 0, "syntax error: missing argument after '%s'", word[-1]);
  if (is_next(")"))
    error(2, 0, "syntax error: unexpected ')'");
  if (is_next("+") && word[1]) {
    word += 2;
    return word[-1];
  }
  if (!is_next("("))
    return *word++;
  word++;
  char *value = either();
  if (!*word)
    error(2, 0, "syntax error: expecting ')' after '%s'", word[-1]);
  if (!is_next(")"))
    error(2, 0, "syntax error: expecting ')' instead of '%s'", *word);
  word++;
  return value;
}

static char *calculate(const char *left, char operator, const char *right) {
  if (!is_integer(left) || !is_integer(right))
    error(2, 0, "non-integer argument");
  long a = strtol(left, NULL, 10), b = strtol(right, NULL, 10);
  switch (operator) {
    case '+': return text_of(a + b);
    case '-': return text_of(a - b);
    case '*': return text_of(a * b);
  }
  if (b == 0)
    error(2, 0, "division by zero");
  return text_of(operator == '/' ? a / b : a % b);
}

static char *product(void) {
  char *value = operand();
  while (is_next("*") || is_next("/") || is_next("%")) {
    char operator = **word++;
    value = calculate(value, operator, operand());
  }
  return value;
}

static char *sum(void) {
  char *value = product();
  while (is_next("+") || is_next("-")) {
    char operator = **word++;
    value = calculate(value, operator, product());
  }
  return value;
}

static int compare(const char *left, const char *right) {
  if (!is_integer(left) || !is_integer(right))
    return strcmp(left, right);
  long a = strtol(left, NULL, 10), b = strtol(right, NULL, 10);
  return (a > b) - (a < b);
}

static char *comparison(void) {
  char *value = sum();
  while (is_next("<") || is_next("<=") || is_next("=") || is_next("==") || is_next("!=") ||
         is_next(">=") || is_next(">")) {
    const char *operator = *word++;
    int order = compare(value, sum()), equal = operator[1] == '=' && order == 0;
    switch (*operator) {
      case '<': value = text_of(order < 0 || equal); break;
      case '>': value = text_of(order > 0 || equal); break;
      case '=': value = text_of(order == 0); break;
      default: value = text_of(order != 0);
    }
  }
  return value;
}

static char *both(void) {
  char *value = comparison();
  while (is_next("&")) {
    word++;
    char *right = comparison();
    if (is_null(value) || is_null(right))
      value = "0";
  }
  return value;
}

static char *either(void) {
  char *value = both();
  while (is_next("|")) {
    word++;
    char *right = both();
    if (is_null(value))
      value = is_null(right) ? "0" : right;
  }
  return value;
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "--")) {
    argc--;
    argv++;
  }
  if (argc == 1) {
    error(0, 0, "missing operand");
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 2;
  }
  word = argv + 1;
  char *value = either();
  if (*word)
    error(2, 0, "syntax error: unexpected argument '%s'", *word);
  puts(value);
  return is_null(value);
}

/* Arithmetic expansion: the operators of C on long, by precedence. */

static const char *sum; /* what is still to be read */

static const char *const operators[][4] = {
    {"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"<<", ">>"},
    {"+", "-"}, {"*", "/", "%"}};

enum { LEVELS = sizeof operators / sizeof *operators };

static void blanks(void) {
  while (isspace(*sum))
    sum++;
}

/* Takes an operator that is there and is no part of a longer one. */
static int sign(const char *text) {
  size_t length = strlen(text);
  blanks();
  if (strncmp(sum, text, length))
    return 0;
  if (length == 1 && strchr("<>=&|!", *text) && sum[1] && strchr("=<>&|", sum[1]))
    return 0;
  sum += length;
  return 1;
}

static void wrong(const char *why) {
  fail("arithmetic expression", why);
  exit(2);
}

static long apply(const char *operator, long a, long b) {
  switch (operator[1] ? operator[0] + 256 * operator[1] : operator[0]) {
  case '|' + 256 * '|':
    return a || b;
  case '&' + 256 * '&':
    return a && b;
  case '=' + 256 * '=':
    return a == b;
  case '!' + 256 * '=':
    return a != b;
  case '<' + 256 * '=':
    return a <= b;
  case '>' + 256 * '=':
    return a >= b;
  case '<' + 256 * '<':
    return a << b;
  case '>' + 256 * '>':
    return a >> b;
  case '|':
    return a | b;
  case '^':
    return a ^ b;
  case '&':
    return a & b;
  case '<':
    return a < b;
  case '>':
    return a > b;
  case '+':
    return a + b;
  case '-':
    return a - b;
  case '*':
    return a * b;
  }
  if (b == 0)
    wrong("division by zero");
  return *operator == '/' ? a / b : a % b;
}

static long binary(int level);

static long operand(void) {
  long value;
  char *end;
  if (sign("(")) {
    value = binary(0);
    sign(")");
    return value;
  }
  if (sign("-"))
    return -operand();
  if (sign("+"))
    return operand();
  if (sign("!"))
    return !operand();
  if (sign("~"))
    return ~operand();
  blanks();
  if (isalpha(*sum) || *sum == '_') {
    const char *from = sum;
    while (isalnum(*sum) || *sum == '_')
      sum++;
    struct variable *v = variable(part(from, sum), 0);
    return v && v->value ? strtol(v->value, NULL, 0) : 0;
  }
  value = strtol(sum, &end, 0);
  if (end == sum)
    wrong("expecting primary");
  sum = end;
  return value;
}

static long binary(int level) {
  if (level == LEVELS)
    return operand();
  long left = binary(level + 1);
  for (int i = 0; i < 4 && operators[level][i]; i++)
    if (sign(operators[level][i])) {
      left = apply(operators[level][i], left, binary(level + 1));
      i = -1;
    }
  return left;
}

/* The value of an expression, and of an assignment NAME=EXPRESSION. */
static long arithmetic(const char *text) {
  const char *outer = sum, *c = text;
  while (isspace(*c))
    c++;
  const char *from = c;
  while (isalnum(*c) || *c == '_')
    c++;
  int assigns = c > from && !isdigit(*from) && *c == '=' && c[1] != '=';
  sum = assigns ? c + 1 : text;
  long value = binary(0);
  blanks();
  if (*sum)
    wrong("expecting EOF");
  sum = outer;
  if (assigns)
    set(part(from, c), decimal(value));
  return value;
}

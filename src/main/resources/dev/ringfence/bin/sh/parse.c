/* Words, operators and the commands that they make up. */

enum kind {
  COMMAND, PIPELINE, AND, OR, NOT, SEQUENCE, BACKGROUND, SUBSHELL, GROUP, IF, WHILE, UNTIL, FOR,
  CASE, FUNCTION
};

struct redirection {
  struct redirection *next;
  int fd;
  char operator[4];
  char *word; /* of a here-document its text */
  int quoted; /* a here-document that is taken as it is */
};

struct node {
  enum kind kind;
  struct node *left, *right, *otherwise;
  struct words words; /* of `for` the list, of `case` the patterns of a branch */
  char *name;
  int listed; /* `for` has a list */
  struct redirection *redirections;
};

static const char *name = "sh", *input;
static char *token;       /* the present word or operator, null at the end */
static int is_operator, line = 1, status, last_background;
static struct redirection *awaited[16]; /* here-documents that begin after this line */
static int awaited_count;
static char **parameters;
static int parameter_count;
static int breaks, continues, returns; /* loops to leave or go on with, a function to leave */

static void fail(const char *what, const char *why) {
  dprintf(2, "%s: %d: %s%s%s\n", name, line, what, *why ? ": " : "", why);
}

static void syntax(const char *wanted) {
  fflush(stdout);
  if (token)
    dprintf(2, "%s: %d: Syntax error: \"%s\" unexpected%s\n", name, line,
            *token == '\n' ? "newline" : token, wanted);
  else
    dprintf(2, "%s: %d: Syntax error: end of file unexpected%s\n", name, line, wanted);
  exit(2);
}

/* Where a quotation or an expansion that begins here ends: behind its last character. */
static const char *behind(const char *c);

static const char *behind_parentheses(const char *c) {
  for (int depth = 0; *c; c = strchr("'\"\\`", *c) ? behind(c) : c + 1) {
    depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
    if (depth == 0)
      return c + 1;
  }
  return c;
}

static const char *behind(const char *c) {
  const char *start = c;
  if (*c == '\\')
    return c[1] ? c + 2 : c + 1;
  if (*c == '$' && c[1] == '(')
    return behind_parentheses(c + 1);
  if (*c == '$' && c[1] == '{') {
    for (c += 2; *c && *c != '}';)
      c = strchr("'\"\\`$", *c) ? behind(c) : c + 1;
    return *c ? c + 1 : c;
  }
  if (*c != '\'' && *c != '"' && *c != '`')
    return c + 1;
  for (c++; *c && *c != *start;)
    c = *start != '\'' && (*c == '\\' || *c == '$' && *start == '"' || *c == '`') ? behind(c)
                                                                                : c + 1;
  if (!*c) {
    dprintf(2, "%s: %d: Syntax error: Unterminated quoted string\n", name, line);
    exit(2);
  }
  return c + 1;
}

static void here_documents(void) {
  for (int i = 0; i < awaited_count; i++) {
    struct redirection *r = awaited[i];
    int strips = r->operator[2] == '-';
    struct text text = empty();
    while (*input) {
      const char *end = strchrnul(input, '\n'), *from = input;
      while (strips && *from == '\t')
        from++;
      char *row = part(from, end);
      input = *end ? end + 1 : end;
      line++;
      if (strcmp(row, r->word) == 0)
        break;
      for (char *c = row; *c; c++)
        add(&text, *c);
      add(&text, '\n');
    }
    r->word = text.at;
  }
  awaited_count = 0;
}

/* Reads the next word or operator. */
static void next(void) {
  static const char *operators[] = {"<<-", "&&", "||", ";;", "<<", ">>", "<&", ">&", "<>",
                                    ">|",  "|",  "&",  ";",  "<",  ">",  "(",  ")",  "\n"};
  while (*input == ' ' || *input == '\t' || *input == '\\' && input[1] == '\n')
    input += *input == '\\' ? 2 : 1;
  if (*input == '#')
    input = strchrnul(input, '\n');
  token = NULL;
  is_operator = 0;
  if (!*input)
    return;
  for (int i = 0; i < 18; i++)
    if (strncmp(input, operators[i], strlen(operators[i])) == 0) {
      token = (char *)operators[i];
      input += strlen(token);
      is_operator = 1;
      if (*token == '\n') {
        line++;
        here_documents();
      }
      return;
    }
  const char *start = input;
  while (*input && !strchr(" \t\n|&;<>()", *input))
    input = strchr("'\"\\`$", *input) ? behind(input) : input + 1;
  token = part(start, input);
}

static int is(const char *text) {
  int can_be = is_operator || isalpha(*text) || strchr("{}!", *text);
  return token && strcmp(token, text) == 0 && can_be;
}

static int take(const char *text) {
  int there = is(text);
  if (there)
    next();
  return there;
}

static void expect(const char *text) {
  char wanted[40];
  snprintf(wanted, sizeof wanted, " (expecting \"%s\")", text);
  if (!take(text))
    syntax(wanted);
}

static void newlines(void) {
  while (take("\n"))
    ;
}

static struct node *make(enum kind kind, struct node *left, struct node *right) {
  struct node *node = calloc(1, sizeof *node);
  node->kind = kind;
  node->left = left;
  node->right = right;
  return node;
}

static struct node *list(void);

static struct node *compound_list(void) {
  newlines();
  struct node *node = list();
  if (!node)
    syntax("");
  return node;
}

static char *without_quotes(const char *word) {
  struct text text = empty();
  for (; *word; word++)
    if (*word == '\\' && word[1])
      add(&text, *++word);
    else if (*word != '\'' && *word != '"')
      add(&text, *word);
  return text.at;
}

static int redirection(struct redirection **to) {
  int fd = -1;
  if (token && !is_operator && isdigit(*token) && !token[1] && (*input == '<' || *input == '>')) {
    fd = *token - '0';
    next();
  }
  if (!is_operator || !token || *token != '<' && *token != '>')
    return 0;
  struct redirection *r = calloc(1, sizeof *r);
  strcpy(r->operator, token);
  r->fd = fd >= 0 ? fd : *token == '>';
  next();
  if (!token || is_operator)
    syntax("");
  r->word = token;
  if (strncmp(r->operator, "<<", 2) == 0) {
    r->word = without_quotes(token);
    r->quoted = strcmp(r->word, token) != 0;
    if (awaited_count < 16)
      awaited[awaited_count++] = r;
  }
  next();
  while (*to)
    to = &(*to)->next;
  *to = r;
  return 1;
}

static struct node *conditional(void) {
  struct node *node = make(IF, compound_list(), NULL);
  expect("then");
  node->right = compound_list();
  if (take("elif"))
    node->otherwise = conditional();
  else {
    if (take("else"))
      node->otherwise = compound_list();
    expect("fi");
  }
  return node;
}

static struct node *body(void) {
  expect("do");
  struct node *node = compound_list();
  expect("done");
  return node;
}

static struct node *for_loop(void) {
  struct node *node = make(FOR, NULL, NULL);
  node->name = token;
  next();
  newlines();
  if (take("in")) {
    node->listed = 1;
    for (; token && !is_operator; next())
      add_word(&node->words, token);
  }
  take(";");
  newlines();
  node->left = body();
  return node;
}

static struct node *selection(void) {
  struct node *node = make(CASE, NULL, NULL), **branch = &node->right;
  node->name = token;
  next();
  newlines();
  expect("in");
  for (newlines(); token && !is("esac"); newlines()) {
    *branch = make(CASE, NULL, NULL);
    take("(");
    do {
      add_word(&(*branch)->words, token);
      next();
    } while (take("|"));
    expect(")");
    newlines();
    (*branch)->left = is(";;") || is("esac") ? NULL : list();
    branch = &(*branch)->right;
    if (!take(";;"))
      break;
  }
  newlines();
  expect("esac");
  return node;
}

static struct node *command(void) {
  struct node *node;
  if (take("if"))
    node = conditional();
  else if (take("while")) {
    node = make(WHILE, compound_list(), NULL);
    node->right = body();
  } else if (take("until")) {
    node = make(UNTIL, compound_list(), NULL);
    node->right = body();
  } else if (take("for"))
    node = for_loop();
  else if (take("case"))
    node = selection();
  else if (take("{")) {
    node = make(GROUP, compound_list(), NULL);
    expect("}");
  } else if (take("(")) {
    node = make(SUBSHELL, compound_list(), NULL);
    expect(")");
  } else {
    static const char *ends[] = {"then", "elif", "else", "fi", "do", "done", "esac", "}"};
    node = make(COMMAND, NULL, NULL);
    for (int i = 0; i < 8; i++)
      if (is(ends[i]))
        return NULL;
    for (;;) {
      if (redirection(&node->redirections))
        continue;
      if (!token || is_operator)
        break;
      add_word(&node->words, token);
      next();
      if (node->words.count == 1 && is("(") && *input == ')') {
        next();
        next();
        newlines();
        node->kind = FUNCTION;
        node->name = node->words.at[0];
        node->left = command();
        return node;
      }
    }
    return node->words.count || node->redirections ? node : NULL;
  }
  while (redirection(&node->redirections))
    ;
  return node;
}

static struct node *pipeline(void) {
  int not = take("!");
  struct node *node = command();
  while (node && take("|")) {
    newlines();
    struct node *right = command();
    if (!right)
      syntax("");
    node = make(PIPELINE, node, right);
  }
  return not && node ? make(NOT, node, NULL) : node;
}

static struct node *and_or(void) {
  struct node *node = pipeline();
  while (node && (is("&&") || is("||"))) {
    enum kind kind = is("&&") ? AND : OR;
    next();
    newlines();
    struct node *right = pipeline();
    if (!right)
      syntax("");
    node = make(kind, node, right);
  }
  return node;
}

static struct node *list(void) {
  struct node *node = NULL;
  for (struct node *one = and_or(); one; one = and_or()) {
    if (is("&"))
      one = make(BACKGROUND, one, NULL);
    node = node ? make(SEQUENCE, node, one) : one;
    if (!take("&") && !take(";") && !is("\n"))
      break;
    newlines();
  }
  return node;
}

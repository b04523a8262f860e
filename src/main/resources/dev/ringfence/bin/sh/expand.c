/* Expansion of words. In what it makes, a backslash stands before each character that is not
   special, until [literal] takes it off. */

static int run(struct node *node, int last);
static char *single(const char *word);

static void add_literal(struct text *text, char c, int quoted) {
  if (c == '\\' || quoted && strchr("*?[]!-", c))
    add(text, '\\');
  add(text, c);
}

static struct node *parse(const char *text) {
  const char *outer = input;
  int outer_line = line;
  input = text;
  next();
  newlines();
  struct node *node = list();
  if (token)
    syntax("");
  input = outer;
  line = outer_line;
  return node;
}

static char *output_of(const char *commands) {
  int ends[2];
  struct text text = empty();
  char c;
  pipe(ends);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    struct node *node = parse(commands);
    exit(node ? run(node, 1) : 0);
  }
  close(ends[1]);
  while (read(ends[0], &c, 1) == 1)
    add(&text, c);
  close(ends[0]);
  int how;
  waitpid(child, &how, 0);
  status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
  while (text.length && text.at[text.length - 1] == '\n')
    text.at[--text.length] = 0;
  return text.at;
}

/* The value of a variable or parameter, or null. */
static char *value_of(const char *name) {
  if (isdigit(*name)) {
    int n = atoi(name);
    return n <= parameter_count ? parameters[n] : NULL;
  }
  switch (name[1] ? 0 : *name) {
  case '?':
    return decimal(status);
  case '!':
    return last_background ? decimal(last_background) : NULL;
  case '#':
    return decimal(parameter_count);
  case '-':
    return "";
  }
  struct variable *v = variable(name, 0);
  return v ? v->value : NULL;
}

static char *literal(const char *pattern) {
  struct text text = empty();
  for (; *pattern; pattern++) {
    if (*pattern == '\\' && pattern[1])
      pattern++;
    add(&text, *pattern);
  }
  return text.at;
}

/* Takes off what a pattern matches: of the smallest or largest prefix or suffix. */
static char *trimmed(const char *value, const char *pattern, int suffix, int largest) {
  size_t length = strlen(value);
  for (size_t i = 0; i <= length; i++) {
    size_t cut = largest == suffix ? i : length - i;
    char *tested = suffix ? strdup(value + cut) : strndup(value, cut);
    if (fnmatch(pattern, tested, 0) == 0)
      return suffix ? strndup(value, cut) : strdup(value + cut);
  }
  return strdup(value);
}

/* What stands in ${}. */
static char *braced(const char *inside) {
  const char *c = inside + (*inside == '#' && inside[1]);
  while (isalnum(*c) || *c == '_')
    c++;
  if (c == inside && *c)
    c++;
  char *name = part(inside + (*inside == '#' && c > inside + 1), c);
  char *value = value_of(name);
  if (*inside == '#' && c > inside + 1)
    return decimal(value ? strlen(value) : 0);
  int colon = *c == ':';
  int there = value && (!colon || *value);
  c += colon;
  switch (*c) {
  case '-':
    return there ? value : single(c + 1);
  case '=':
    if (!there)
      set(name, value = single(c + 1));
    return value;
  case '+':
    return there ? single(c + 1) : "";
  case '?':
    if (!there) {
      fail(name, c[1] ? single(c + 1) : "parameter not set");
      exit(2);
    }
    return value;
  case '#':
  case '%':
    return trimmed(value ? value : "", c[1] == *c ? c + 2 : c + 1, *c == '%', c[1] == *c);
  }
  return value ? value : "";
}

/* The expansion that begins with $ or `, whose end is told. */
static char *expansion(const char *c, const char **end) {
  *end = behind(c);
  if (*c == '`') {
    struct text text = empty();
    for (const char *from = c + 1; from < *end - 1; from++) {
      if (*from == '\\' && strchr("$`\\", from[1]))
        from++;
      add(&text, *from);
    }
    return output_of(text.at);
  }
  if (c[1] == '(' && c[2] == '(' && (*end)[-2] == ')')
    return decimal(arithmetic(single(part(c + 3, *end - 2))));
  if (c[1] == '(')
    return output_of(part(c + 2, *end - 1));
  if (c[1] == '{')
    return braced(part(c + 2, *end - 1));
  const char *to = c + 1;
  if (isalpha(*to) || *to == '_')
    while (isalnum(*to) || *to == '_')
      to++;
  else if (*to && strchr("?$!#-0123456789@*", *to))
    to++;
  else {
    *end = c + 1;
    return "$";
  }
  *end = to;
  char *value = value_of(part(c + 1, to));
  return value ? value : "";
}

struct expander {
  struct words *fields;
  struct text field;
  int begun;  /* the field is there, even if it is empty */
  int splits; /* into fields */
};

static void end_field(struct expander *e) {
  if (e->begun)
    add_word(e->fields, e->field.at ? e->field.at : strdup(""));
  e->field = (struct text){0};
  e->begun = 0;
}

static void insert(struct expander *e, const char *value, int quoted) {
  for (; *value; value++) {
    if (!quoted && e->splits && strchr(" \t\n", *value)) {
      end_field(e);
      continue;
    }
    e->begun = 1;
    add_literal(&e->field, *value, quoted);
  }
}

static void all_parameters(struct expander *e, int apart, int quoted) {
  for (int i = 1; i <= parameter_count; i++) {
    if (i > 1 && apart)
      end_field(e);
    else if (i > 1)
      insert(e, " ", 1);
    e->begun |= quoted;
    insert(e, parameters[i], quoted);
  }
}

static void expand(struct expander *e, const char *c, const char *end, int quoted) {
  while (c < end) {
    if (*c == '\'' && !quoted) {
      const char *to = behind(c);
      e->begun = 1;
      insert(e, part(c + 1, to - 1), 1);
      c = to;
    } else if (*c == '"' && !quoted) {
      const char *to = behind(c);
      int all = to - c == 4 && strncmp(c, "\"$@\"", 4) == 0;
      e->begun |= !all;
      expand(e, c + 1, to - 1, 1);
      c = to;
    } else if (*c == '\\' && (!quoted || strchr("$`\"\\\n", c[1]))) {
      e->begun |= c[1] != '\n';
      if (c[1] && c[1] != '\n')
        add_literal(&e->field, c[1], 1);
      c += 2;
    } else if (*c == '$' && (c[1] == '@' || c[1] == '*')) {
      all_parameters(e, e->splits && (c[1] == '@' || !quoted), quoted);
      c += 2;
    } else if (*c == '$' || *c == '`') {
      insert(e, expansion(c, &c), quoted);
    } else {
      e->begun = 1;
      add_literal(&e->field, *c, quoted);
      c++;
    }
  }
}

static struct words fields_of(const char *word, int splits) {
  struct words fields = {0};
  struct expander e = {.fields = &fields, .splits = splits};
  const char *c = word;
  if (*c == '~' && (!c[1] || c[1] == '/')) {
    insert(&e, value_of("HOME") ? value_of("HOME") : "~", 1);
    c++;
  }
  expand(&e, c, c + strlen(c), 0);
  end_field(&e);
  return fields;
}

/* A word's expansion without splitting, as a pattern. */
static char *pattern_of(const char *word) {
  struct words fields = fields_of(word, 0);
  return fields.count ? fields.at[0] : "";
}

static char *single(const char *word) {
  return literal(pattern_of(word));
}

static void expand_word(struct words *to, const char *word) {
  struct words fields = fields_of(word, 1);
  for (int i = 0; i < fields.count; i++) {
    glob_t found;
    if (strpbrk(fields.at[i], "*?[") && glob(fields.at[i], 0, NULL, &found) == 0)
      for (size_t k = 0; k < found.gl_pathc; k++)
        add_word(to, found.gl_pathv[k]);
    else
      add_word(to, literal(fields.at[i]));
  }
}

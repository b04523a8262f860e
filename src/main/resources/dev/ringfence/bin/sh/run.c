/* Runs commands. */

static struct node *function_of(const char *name) {
  for (struct function *f = functions; f; f = f->next)
    if (strcmp(f->name, name) == 0)
      return f->body;
  return NULL;
}

static int call(struct node *body, struct words *words) {
  char **outer = parameters;
  int count = parameter_count;
  char *zero = words->at[0];
  words->at[0] = outer[0];
  parameters = words->at;
  parameter_count = words->count - 1;
  int result = run(body, 0);
  returns = 0;
  words->at[0] = zero;
  parameters = outer;
  parameter_count = count;
  return result;
}

/* Sets the variables that stand before a command. */
static void assign(char **words, int count, int exported) {
  for (int i = 0; i < count; i++) {
    char *equals = strchr(words[i], '='), *name = part(words[i], equals);
    set(name, single(equals + 1));
    variable(name, 1)->exported |= exported;
  }
}

/* Runs a command that needs no process of its own: assignments, a function or one of the shell. */
static int run_here(struct node *node, struct words *words, int assignments) {
  int kept[10] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
  int permanent = words->count == 1 && strcmp(words->at[0], "exec") == 0;
  int result = 2;
  if (redirect(node->redirections, permanent ? NULL : kept)) {
    struct node *body = words->count ? function_of(words->at[0]) : NULL;
    status = words->count ? status : 0;
    assign(node->words.at, assignments, 0);
    result = body           ? call(body, words)
             : words->count ? builtin_of(words->at[0])(words->at, words->count)
                            : status;
  }
  restore(kept);
  return result;
}

static int simple(struct node *node, int last) {
  struct words words = {0};
  int assignments = 0;
  while (assignments < node->words.count && is_assignment(node->words.at[assignments]))
    assignments++;
  for (int i = assignments; i < node->words.count; i++)
    expand_word(&words, node->words.at[i]);
  if (words.count && !function_of(words.at[0]) && !builtin_of(words.at[0])) {
    pid_t child = last ? 0 : fork();
    if (child != 0)
      return child < 0 ? 2 : wait_for(child);
    if (!redirect(node->redirections, NULL))
      _exit(2);
    assign(node->words.at, assignments, 1);
    execute(&words);
  }
  return run_here(node, &words, assignments);
}

static int run_pipeline(struct node *node) {
  int ends[2];
  pipe(ends);
  pid_t left = fork();
  if (left == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    exit(run(node->left, 1));
  }
  pid_t right = fork();
  if (right == 0) {
    dup2(ends[0], 0);
    close(ends[0]);
    close(ends[1]);
    exit(run(node->right, 1));
  }
  close(ends[0]);
  close(ends[1]);
  int result = wait_for(right);
  while (waitpid(left, NULL, 0) < 0 && errno == EINTR)
    ;
  return result;
}

/* Whether the rest of a list is not to be run. */
static int jumps(void) {
  return breaks || continues || returns;
}

/* Whether a loop is to be left after its body. */
static int leaves(void) {
  if (breaks > 0) {
    breaks--;
    return 1;
  }
  if (continues > 0 && --continues > 0)
    return 1;
  return returns;
}

static int loop(struct node *node) {
  int result = 0;
  if (node->kind == FOR) {
    struct words list = {0};
    if (node->listed)
      for (int i = 0; i < node->words.count; i++)
        expand_word(&list, node->words.at[i]);
    else
      for (int i = 1; i <= parameter_count; i++)
        add_word(&list, parameters[i]);
    for (int i = 0; i < list.count; i++) {
      set(node->name, list.at[i]);
      result = run(node->left, 0);
      if (leaves())
        break;
    }
    return result;
  }
  while ((run(node->left, 0) == 0) == (node->kind == WHILE)) {
    result = run(node->right, 0);
    if (leaves())
      break;
  }
  return result;
}

static int select_branch(struct node *node) {
  char *word = single(node->name);
  for (struct node *branch = node->right; branch; branch = branch->right)
    for (int i = 0; i < branch->words.count; i++)
      if (fnmatch(pattern_of(branch->words.at[i]), word, 0) == 0)
        return branch->left ? run(branch->left, 0) : 0;
  return 0;
}

static int run_background(struct node *node) {
  pid_t child = fork();
  if (child == 0) {
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    exit(run(node, 1));
  }
  last_background = child;
  return 0;
}

static int run_subshell(struct node *node, int last) {
  pid_t child = last ? 0 : fork();
  if (child != 0)
    return wait_for(child);
  exit(run(node, 0));
}

static int run_kind(struct node *node, int last) {
  int result;
  switch (node->kind) {
  case COMMAND:
    return simple(node, last);
  case PIPELINE:
    return run_pipeline(node);
  case AND:
  case OR:
    result = run(node->left, 0);
    return !jumps() && (result == 0) == (node->kind == AND) ? run(node->right, last) : result;
  case NOT:
    return !run(node->left, 0);
  case SEQUENCE:
    result = run(node->left, 0);
    return jumps() ? result : run(node->right, last);
  case BACKGROUND:
    return run_background(node->left);
  case SUBSHELL:
    return run_subshell(node->left, last);
  case GROUP:
    return run(node->left, last);
  case IF:
    if (run(node->left, 0) == 0)
      return run(node->right, last);
    return node->otherwise ? run(node->otherwise, last) : 0;
  case WHILE:
  case UNTIL:
  case FOR:
    return loop(node);
  case CASE:
    return select_branch(node);
  case FUNCTION: {
    struct function *f = malloc(sizeof *f);
    *f = (struct function){functions, node->name, node->left};
    functions = f;
    return 0;
  }
  }
  return 0;
}

/* Runs a command, in place of this process if it is the last thing to do. */
static int run(struct node *node, int last) {
  int kept[10] = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
  int own = node->kind != COMMAND && node->redirections;
  if (own && !redirect(node->redirections, kept))
    status = 2;
  else
    status = run_kind(node, last && !own);
  if (own)
    restore(kept);
  return status;
}

/* Runs a script command by command, so that each sees what the ones before it have set. */
static int run_script(const char *text) {
  input = text;
  next();
  for (newlines(); token; newlines()) {
    struct node *node = and_or();
    if (!node)
      syntax("");
    if (is("&"))
      node = make(BACKGROUND, node, NULL);
    if (!take("&") && !take(";") && token && !is("\n"))
      syntax("");
    const char *rest = input;
    char *ahead = token;
    int operator = is_operator;
    run(node, !ahead);
    input = rest;
    token = ahead;
    is_operator = operator;
  }
  return status;
}

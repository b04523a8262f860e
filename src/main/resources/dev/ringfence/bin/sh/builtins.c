/* The commands of the shell itself. Each is given its words and tells its status. */

static int evaluate(const char *text) {
  struct node *node = parse(text);
  return node ? run(node, 0) : 0;
}

static char *file_text(int fd) {
  struct text text = empty();
  char block[4096];
  ssize_t n;
  while ((n = read(fd, block, sizeof block)) > 0)
    for (ssize_t i = 0; i < n; i++)
      add(&text, block[i]);
  return text.at;
}

static int do_nothing(char **words, int count) {
  return 0;
}

static int do_cd(char **words, int count) {
  char *to = count > 1 ? words[1] : value_of("HOME"), *from = value_of("PWD");
  if (count > 1 && strcmp(to, "-") == 0)
    puts(to = value_of("OLDPWD"));
  fflush(stdout);
  if (chdir(to)) {
    dprintf(2, "%s: %d: cd: can't cd to %s\n", name, line, to);
    return 2;
  }
  set("OLDPWD", from ? from : "");
  set("PWD", getcwd(NULL, 0));
  return 0;
}

static int do_exit(char **words, int count) {
  exit(count > 1 ? atoi(words[1]) : status);
}

static int do_export(char **words, int count) {
  while (*++words) {
    char *equals = strchr(*words, '=');
    char *name = equals ? part(*words, equals) : *words;
    if (equals)
      set(name, equals + 1);
    variable(name, 1)->exported = 1;
  }
  return 0;
}

static int do_unset(char **words, int count) {
  while (*++words) {
    struct variable *v = variable(*words, 0);
    if (v) {
      v->value = NULL;
      v->exported = 0;
    }
  }
  return 0;
}

static int do_set(char **words, int count) {
  if (count > 1) {
    int from = strcmp(words[1], "--") == 0;
    words[from] = parameters[0];
    parameters = words + from;
    parameter_count = count - 1 - from;
  }
  return 0;
}

static int do_shift(char **words, int count) {
  int by = count > 1 ? atoi(words[1]) : 1;
  if (by > parameter_count)
    return 2;
  parameters[by] = parameters[0];
  parameters += by;
  parameter_count -= by;
  return 0;
}

/* Reads a line byte by byte, so that the next command finds what follows it. */
static int read_line(struct text *text, int raw) {
  char c;
  while (read(0, &c, 1) == 1) {
    if (c == '\n')
      return 0;
    if (c == '\\' && !raw && (read(0, &c, 1) != 1 || c == '\n'))
      continue;
    add(text, c);
  }
  return 1;
}

static int do_read(char **words, int count) {
  struct text text = empty();
  int raw = count > 1 && strcmp(words[1], "-r") == 0;
  int ended = read_line(&text, raw);
  char *rest = text.at;
  for (char **to = words + 1 + raw; *to; to++) {
    rest += strspn(rest, " \t");
    size_t length = to[1] ? strcspn(rest, " \t") : strlen(rest);
    while (!to[1] && length && strchr(" \t", rest[length - 1]))
      length--;
    set(*to, strndup(rest, length));
    rest += length;
  }
  return ended;
}

static int do_eval(char **words, int count) {
  struct text text = empty();
  while (*++words) {
    add_text(&text, *words);
    add(&text, ' ');
  }
  return evaluate(text.at);
}

static int do_source(char **words, int count) {
  int fd = count > 1 ? open(words[1], O_RDONLY) : -1;
  if (fd < 0) {
    fail(count > 1 ? words[1] : ".", "cannot open");
    return 2;
  }
  char *text = file_text(fd);
  close(fd);
  return evaluate(text);
}

static int do_exec(char **words, int count) {
  struct words rest = {words + 1, count - 1, 0};
  if (rest.count)
    execute(&rest);
  return 0;
}

static int do_wait(char **words, int count) {
  if (count > 1)
    return wait_for(atoi(words[1]));
  while (wait(NULL) > 0)
    ;
  return 0;
}

static int do_umask(char **words, int count) {
  mode_t now = umask(count > 1 ? strtol(words[1], NULL, 8) : 0);
  if (count == 1) {
    umask(now);
    dprintf(1, "%04o\n", now);
  }
  return 0;
}

static int do_break(char **words, int count) {
  breaks = count > 1 ? atoi(words[1]) : 1;
  return 0;
}

static int do_continue(char **words, int count) {
  continues = count > 1 ? atoi(words[1]) : 1;
  return 0;
}

static int do_return(char **words, int count) {
  returns = 1;
  return count > 1 ? atoi(words[1]) : status;
}

typedef int builtin(char **words, int count);

static const struct {
  const char *name;
  builtin *run;
} builtins[] = {
    {":", do_nothing},     {".", do_source},  {"break", do_break}, {"cd", do_cd},
    {"continue", do_continue}, {"eval", do_eval}, {"exec", do_exec},   {"exit", do_exit},
    {"export", do_export}, {"read", do_read}, {"return", do_return}, {"set", do_set},
    {"shift", do_shift},   {"umask", do_umask}, {"unset", do_unset}, {"wait", do_wait},
};

static builtin *builtin_of(const char *name) {
  for (size_t i = 0; i < sizeof builtins / sizeof *builtins; i++)
    if (strcmp(builtins[i].name, name) == 0)
      return builtins[i].run;
  return NULL;
}

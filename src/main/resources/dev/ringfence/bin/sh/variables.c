/* Variables, parameters and functions. */

struct variable {
  struct variable *next;
  char *name, *value;
  int exported;
};

struct function {
  struct function *next;
  char *name;
  struct node *body;
};

static struct variable *variables;
static struct function *functions;

static struct variable *variable(const char *name, int make) {
  struct variable *v = variables;
  while (v && strcmp(v->name, name))
    v = v->next;
  if (!v && make) {
    v = calloc(1, sizeof *v);
    v->name = strdup(name);
    v->next = variables;
    variables = v;
  }
  return v;
}

static void set(const char *name, const char *value) {
  variable(name, 1)->value = strdup(value);
}

/* Sets what a word NAME=VALUE says: whether it is one. */
static int is_assignment(const char *word) {
  const char *c = word;
  while (isalnum(*c) || *c == '_')
    c++;
  return *c == '=' && c > word && !isdigit(*word);
}

static char **environment(void) {
  struct words words = {0};
  for (struct variable *v = variables; v; v = v->next)
    if (v->exported && v->value) {
      char *entry = malloc(strlen(v->name) + strlen(v->value) + 2);
      sprintf(entry, "%s=%s", v->name, v->value);
      add_word(&words, entry);
    }
  add_word(&words, NULL);
  return words.at;
}

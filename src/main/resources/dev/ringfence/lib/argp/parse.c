#include <argp.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* What the program itself may define. */
__attribute__((weak)) const char *argp_program_version, *argp_program_bug_address;
__attribute__((weak)) void (*argp_program_version_hook)(FILE *, struct argp_state *);
__attribute__((weak)) error_t argp_err_exit_status = EX_USAGE;

/* Set by getopt where an option is wrong. */
extern int __wrong_option;

/* One parser function with what it works on; `parent` and `place` say of whom it is a child. */
struct group {
  const struct argp *argp;
  struct group *parent;
  int place;
  unsigned done;
  void *input, *hook, **child_inputs;
};

/* A parse: its groups, parents before children, and the options of all in getopt's form: `which`
   says to what a letter belongs, as the value of a word does. */
struct parse {
  struct argp_state state;
  struct group *groups;
  int count;
  char *letters;
  struct option *words;
  int word_count, letter_count, key_count, options_over;
  struct key {
    int group, key;
  } *keys;
  int which[UCHAR_MAX + 1];
};

enum { USAGE = -3, PROGRAM_NAME = -2, HANG = -4, WORD = UCHAR_MAX + 1 };

static error_t usual(int key, char *argument, struct argp_state *state) {
  switch (key) {
  case '?':
    argp_state_help(state, state->out_stream, ARGP_HELP_STD_HELP);
    return 0;
  case USAGE:
    argp_state_help(state, state->out_stream, ARGP_HELP_USAGE | ARGP_HELP_EXIT_OK);
    return 0;
  case PROGRAM_NAME: {
    program_invocation_name = argument;
    char *slash = strrchr(argument, '/');
    state->name = program_invocation_short_name = slash ? slash + 1 : argument;
    if ((state->flags & (ARGP_PARSE_ARGV0 | ARGP_NO_ERRS)) == ARGP_PARSE_ARGV0)
      state->argv[0] = argument;
    return 0;
  }
  case HANG:
    for (int left = argument ? atoi(argument) : 3600; left > 0; left--)
      sleep(1);
    return 0;
  }
  return ARGP_ERR_UNKNOWN;
}

static error_t version(int key, char *argument, struct argp_state *state) {
  if (key != 'V')
    return ARGP_ERR_UNKNOWN;
  if (argp_program_version_hook)
    argp_program_version_hook(state->out_stream, state);
  else if (argp_program_version)
    fprintf(state->out_stream, "%s\n", argp_program_version);
  else
    argp_error(state, "(PROGRAM ERROR) No version known!?");
  if (!(state->flags & ARGP_NO_EXIT))
    exit(0);
  return 0;
}

static const struct argp_option usual_options[] = {
    {"help", '?', NULL, 0, "Give this help list", -1},
    {"usage", USAGE, NULL, 0, "Give a short usage message", 0},
    {"program-name", PROGRAM_NAME, "NAME", OPTION_HIDDEN, "Set the program name", 0},
    {"HANG", HANG, "SECS", OPTION_ARG_OPTIONAL | OPTION_HIDDEN,
     "Hang for SECS seconds (default 3600)", 0},
    {0}};
static const struct argp_option version_options[] = {
    {"version", 'V', NULL, 0, "Print program version", -1}, {0}};
static const struct argp usual_argp = {usual_options, usual};
static const struct argp version_argp = {version_options, version};

static void add_letter(struct parse *p, int letter, int at, int argument) {
  p->letters = realloc(p->letters, p->letter_count + 4);
  p->letters[p->letter_count++] = letter;
  for (int i = 0; i < argument; i++)
    p->letters[p->letter_count++] = ':';
  p->letters[p->letter_count] = 0;
  p->which[letter] = at;
}

static void add_word(struct parse *p, const char *name, int at, int argument) {
  for (int i = 0; i < p->word_count; i++)
    if (!strcmp(p->words[i].name, name))
      return;
  p->words = reallocarray(p->words, p->word_count + 2, sizeof *p->words);
  p->words[p->word_count++] = (struct option){name, argument, NULL, WORD + at};
  p->words[p->word_count] = (struct option){0};
}

static void add_options(struct parse *p, int group) {
  const struct argp_option *option = p->groups[group].argp->options, *real = option;
  for (; option && (option->name || option->key || option->doc); option++) {
    if (!(option->flags & OPTION_ALIAS))
      real = option;
    if (real->flags & OPTION_DOC)
      continue;
    int at = p->key_count++;
    p->keys = reallocarray(p->keys, p->key_count, sizeof *p->keys);
    p->keys[at] = (struct key){group, option->key ? option->key : real->key};
    int argument = !real->arg ? no_argument
                   : real->flags & OPTION_ARG_OPTIONAL ? optional_argument
                                                       : required_argument;
    if (option->key > 0 && option->key <= UCHAR_MAX && isprint(option->key) &&
        !strchr(p->letters, option->key))
      add_letter(p, option->key, at, argument);
    if (option->name)
      add_word(p, option->name, at, argument);
  }
}

static void add_groups(struct parse *p, const struct argp *argp, int parent, int place) {
  int own = p->count++, children = 0;
  p->groups = reallocarray(p->groups, p->count, sizeof *p->groups);
  while (argp->children && argp->children[children].argp)
    children++;
  p->groups[own] = (struct group){argp, (void *)(long)parent, place};
  p->groups[own].child_inputs = calloc(children + 1, sizeof(void *));
  add_options(p, own);
  for (int i = 0; i < children; i++)
    add_groups(p, argp->children[i].argp, own, i);
}

/* What the parser of `argp` has as its input in a present parse. */
void *__argp_input(const struct argp *argp, const struct argp_state *state) {
  struct parse *p = state ? state->pstate : NULL;
  for (int i = 0; p && i < p->count; i++)
    if (p->groups[i].argp == argp)
      return p->groups[i].input;
  return NULL;
}

static error_t ask(struct parse *p, struct group *g, int key, char *argument) {
  if (!g->argp->parser)
    return ARGP_ERR_UNKNOWN;
  struct argp_state *state = &p->state;
  state->hook = g->hook;
  state->input = g->input;
  state->child_inputs = g->child_inputs;
  state->arg_num = g->done;
  error_t error = g->argp->parser(key, argument, state);
  g->hook = state->hook;
  return error;
}

static error_t ask_all(struct parse *p, int key, int from_last) {
  for (int i = 0; i < p->count; i++) {
    struct group *g = &p->groups[from_last ? p->count - 1 - i : i];
    error_t error = ask(p, g, key, NULL);
    if (error && error != ARGP_ERR_UNKNOWN)
      return error;
  }
  return 0;
}

static error_t begin(struct parse *p, void *input) {
  p->groups[0].input = input;
  for (struct group *g = p->groups; g < p->groups + p->count; g++) {
    if (g > p->groups) {
      g->parent = &p->groups[(long)g->parent];
      g->input = g->parent->child_inputs[g->place];
    }
    if (!g->argp->parser && g->argp->children && g->argp->children->argp)
      g->child_inputs[0] = g->input;
    error_t error = ask(p, g, ARGP_KEY_INIT, NULL);
    if (error && error != ARGP_ERR_UNKNOWN)
      return error;
  }
  return 0;
}

/* Gives one word that is no option to the first parser that wants it. */
static error_t argument(struct parse *p, char *word) {
  int before = p->state.next;
  for (struct group *g = p->groups; g < p->groups + p->count; g++) {
    p->state.next = before + 1;
    int key = ARGP_KEY_ARG;
    error_t error = ask(p, g, key, word);
    if (error == ARGP_ERR_UNKNOWN) {
      p->state.next = before;
      key = ARGP_KEY_ARGS;
      error = ask(p, g, key, NULL);
      if (!error && p->state.next == before)
        p->state.next = p->state.argc;
    }
    p->options_over = error || p->state.next > before;
    if (!error && p->options_over)
      g->done += p->state.next - before;
    if (error != ARGP_ERR_UNKNOWN)
      return error;
  }
  p->state.next = before;
  return ARGP_ERR_UNKNOWN;
}

static error_t option(struct parse *p, int found) {
  if (found == '?' && __wrong_option != -1)
    return ARGP_ERR_UNKNOWN;
  struct key key = p->keys[found >= WORD ? found - WORD : p->which[found]];
  error_t error = ask(p, &p->groups[key.group], key.key, optarg);
  if (error == ARGP_ERR_UNKNOWN && found >= WORD)
    argp_error(&p->state, "--%s: (PROGRAM ERROR) Option should have been recognized!?",
               p->words[found - WORD].name);
  else if (error == ARGP_ERR_UNKNOWN)
    argp_error(&p->state, "-%c: (PROGRAM ERROR) Option should have been recognized!?", found);
  return error;
}

static error_t next(struct parse *p, int *over, int *unwanted) {
  struct argp_state *state = &p->state;
  *unwanted = 0;
  if (state->quoted && state->next < state->quoted)
    state->quoted = p->options_over = 0;
  if (!state->quoted && !p->options_over) {
    optind = state->next;
    __wrong_option = -1;
    opterr = !(state->flags & ARGP_NO_ERRS);
    int found = (state->flags & ARGP_LONG_ONLY ? getopt_long_only : getopt_long)(
        state->argc, state->argv, p->letters, p->words, NULL);
    state->next = optind;
    if (found == 1) {
      state->next--;
      error_t error = argument(p, optarg);
      p->options_over = 0;
      *unwanted = error == ARGP_ERR_UNKNOWN;
      return error;
    }
    if (found != -1)
      return option(p, found);
    p->options_over = 1;
    if (state->next > 1 && !strcmp(state->argv[state->next - 1], "--"))
      state->quoted = state->next;
  }
  if (state->next >= state->argc || state->flags & ARGP_NO_ARGS) {
    *over = 1;
    return 0;
  }
  error_t error = argument(p, state->argv[state->next]);
  *unwanted = error == ARGP_ERR_UNKNOWN;
  return error;
}

static error_t finish(struct parse *p, error_t error, int unwanted, int *end) {
  struct argp_state *state = &p->state;
  if (error == ARGP_ERR_UNKNOWN && unwanted)
    error = 0;
  if (!error && state->next == state->argc) {
    for (int i = 0; i < p->count && !error; i++)
      if (!p->groups[i].done) {
        error = ask(p, &p->groups[i], ARGP_KEY_NO_ARGS, NULL);
        error = error == ARGP_ERR_UNKNOWN ? 0 : error;
      }
    if (!error)
      error = ask_all(p, ARGP_KEY_END, 1);
    if (end)
      *end = state->next;
  } else if (!error && end) {
    *end = state->next;
  } else if (!error) {
    if (!(state->flags & ARGP_NO_ERRS) && state->err_stream)
      fprintf(state->err_stream, "%s: Too many arguments\n", state->name);
    error = ARGP_ERR_UNKNOWN;
  }
  if (error == ARGP_ERR_UNKNOWN)
    argp_state_help(state, state->err_stream, ARGP_HELP_STD_ERR);
  if (error) {
    ask_all(p, ARGP_KEY_ERROR, 0);
  } else {
    error = ask_all(p, ARGP_KEY_SUCCESS, 1);
  }
  ask_all(p, ARGP_KEY_FINI, 1);
  return error == ARGP_ERR_UNKNOWN ? EINVAL : error;
}

error_t argp_parse(const struct argp *argp, int argc, char **argv, unsigned flags, int *end,
                   void *input) {
  struct argp_child children[4] = {{argp}, {&usual_argp}, {NULL}};
  if (!argp)
    children[0] = children[1], children[1].argp = NULL;
  if (argp_program_version || argp_program_version_hook)
    children[argp ? 2 : 1].argp = &version_argp;
  struct argp whole = {.children = children};
  if (!(flags & ARGP_NO_HELP))
    argp = &whole;
  char *name = program_invocation_name;
  if (!(flags & ARGP_PARSE_ARGV0) && argv && argv[0])
    name = argv[0];
  char *slash = name ? strrchr(name, '/') : NULL;
  struct parse p = {.letters = strdup(flags & ARGP_IN_ORDER ? "-" : flags & ARGP_NO_ARGS ? "+" : "")};
  p.letter_count = strlen(p.letters);
  p.words = calloc(1, sizeof *p.words);
  p.state = (struct argp_state){.root_argp = argp, .argc = argc, .argv = argv, .flags = flags};
  p.state.name = flags & ARGP_PARSE_ARGV0 ? program_invocation_short_name : slash ? slash + 1 : name;
  p.state.err_stream = stderr;
  p.state.out_stream = stdout;
  p.state.next = flags & ARGP_PARSE_ARGV0 ? 0 : 1;
  p.state.pstate = &p;
  add_groups(&p, argp, 0, 0);
  int over = 0, unwanted = 0;
  error_t error = begin(&p, input);
  optind = 0;
  if (!error) {
    p.state.next = !(flags & ARGP_PARSE_ARGV0);
    while (!over && !error)
      error = next(&p, &over, &unwanted);
    error = finish(&p, error, unwanted, end);
  }
  for (int i = 0; i < p.count; i++)
    free(p.groups[i].child_inputs);
  free(p.groups);
  free(p.letters);
  free(p.words);
  free(p.keys);
  return error;
}

// Options parsed by argp: arguments, children, help, usage, wrong options, flags.
#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *argp_program_version = "argp 2.0";
const char *argp_program_bug_address = "<bugs@example.org>";

static struct argp_option child_options[] = {
    {"child-opt", 'c', "X", 0, "A child's option, whose text is so long that it goes on beyond one line and more"},
    {"zeta", 1000, 0, 0, "Only a long name"},
    {"a-very-long-option-name-indeed", 1001, "ARGUMENT", 0, "far text"},
    {0}};

static error_t parse_child(int key, char *argument, struct argp_state *state) {
  switch (key) {
  case 'c':
    printf("child c %s\n", argument);
    break;
  case 1000:
    printf("zeta\n");
    break;
  case ARGP_KEY_INIT:
    printf("child's input %s\n", (char *)state->input);
    break;
  case ARGP_KEY_SUCCESS:
    puts("child's success");
    break;
  case ARGP_KEY_FINI:
    puts("child's fini");
    break;
  case ARGP_KEY_END:
    puts("child's end");
    break;
  default:
    return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

static struct argp child = {child_options, parse_child, "CHILDARG", "The child's words"};
static struct argp_child children[] = {{&child, 0, "Child options:", 7}, {0}};

static struct argp_option options[] = {
    {0, 0, 0, 0, "First group:"},
    {"alpha", 'a', 0, 0, "The alpha"},
    {"Big", 'B', "N", 0, "The B"},
    {"beta", 'b', 0, OPTION_HIDDEN, "hidden"},
    {"gamma", 'g', "OPT", OPTION_ARG_OPTIONAL, "gamma\nsecond line"},
    {"gimel", 'G', 0, OPTION_ALIAS},
    {0, 0, 0, 0, "Second group:", 2},
    {"delta", 'd', 0, 0, "The delta"},
    {0, 'x', "Y", 0, "short only"},
    {"nodoc", 'n'},
    {"DOCUMENTED", 0, 0, OPTION_DOC, "no option at all"},
    {0}};

static void give(char *argument, struct argp_state *state) {
  printf("argument %u %s\n", state->arg_num, argument);
  if (!strcmp(argument, "bad"))
    argp_error(state, "bad argument: %s", argument);
  if (!strcmp(argument, "fail"))
    argp_failure(state, 3, 2, "cannot %s", argument);
  if (!strcmp(argument, "usage"))
    argp_usage(state);
  if (!strcmp(argument, "rest"))
    for (; state->next < state->argc; state->next++)
      printf("rest %s\n", state->argv[state->next]);
}

static error_t parse(int key, char *argument, struct argp_state *state) {
  switch (key) {
  case ARGP_KEY_INIT:
    state->child_inputs[0] = "given";
    break;
  case ARGP_KEY_ARG:
    give(argument, state);
    break;
  case ARGP_KEY_NO_ARGS:
    puts("no arguments");
    break;
  case 'a':
  case 'd':
  case 'b':
  case 'n':
  case 'G':
    printf("%c\n", key);
    break;
  case 'B':
  case 'x':
  case 'g':
    printf("%c=%s\n", key, argument ? argument : "none");
    break;
  case ARGP_KEY_END:
    puts("end");
    break;
  case ARGP_KEY_SUCCESS:
    puts("success");
    break;
  case ARGP_KEY_ERROR:
    puts("error");
    break;
  case ARGP_KEY_FINI:
    puts("fini");
    break;
  default:
    return ARGP_ERR_UNKNOWN;
  }
  return 0;
}

static struct argp argp = {options, parse, "FILE...\n--special",
                           "Does a great many things with files, and with other things too, so that "
                           "this text needs more lines than one.\vText behind the options.\n\n"
                           "  indented text stays",
                           children};

static const struct {
  const char *line;
  unsigned flags;
} runs[] = {{"prog -a one -Bz two --gamma --gamma=3 -g4 -G -dx y", 0},
            {"prog", 0},
            {"prog --help", 0},
            {"prog -?", 0},
            {"prog --usage", 0},
            {"prog -V", 0},
            {"prog --nope", 0},
            {"prog -q", 0},
            {"prog -B", 0},
            {"prog a bad", 0},
            {"prog usage", 0},
            {"prog fail", 0},
            {"prog -c 5 --zeta rest -a b", ARGP_IN_ORDER},
            {"prog a -- -a b", 0},
            {"prog --zet --b", 0},
            {"prog --help", ARGP_NO_EXIT},
            {"prog --help", ARGP_NO_HELP},
            {"prog -alpha -Big 5", ARGP_LONG_ONLY},
            {"prog x -a y", ARGP_NO_ARGS},
            {"prog --nope x", ARGP_SILENT},
            {"/usr/bin/prog -a rest x y", 0},
            {"prog --program-name=foo --help", 0},
            {"prog --al -n", 0}};

static void run(const char *line, unsigned flags, int wants_end) {
  char words[200], *argv[20];
  int argc = 0, end = -1;
  strcpy(words, line);
  for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
    argv[argc++] = word;
  argv[argc] = NULL;
  printf("== %s\n", line);
  int result = argp_parse(&argp, argc, argv, flags, wants_end ? &end : NULL, NULL);
  printf("-> %d, end %d\n", result, end);
}

int main(void) {
  dup2(1, 2);
  setvbuf(stdout, NULL, _IONBF, 0);
  for (int i = 0; i < sizeof runs / sizeof *runs * 2; i++) {
    if (fork() == 0) {
      run(runs[i / 2].line, runs[i / 2].flags, i % 2);
      exit(0);
    }
    int status;
    wait(&status);
    printf("status %d\n", WEXITSTATUS(status));
  }
  argp_help(&argp, stdout, ARGP_HELP_STD_HELP, "helped");
  argp_help(&argp, stdout, ARGP_HELP_USAGE, "helped");
}

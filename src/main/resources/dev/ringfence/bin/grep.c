/* grep: writes lines that match (POSIX): -E -F, -e, -v -i -w -x, -n -c -l -o -q -s, -h -H. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char chosen[128]; /* which options were given, by their letters */
static regex_t *expressions;
static int count, any_selected, failed, with_names;

/* Turns a text that means only itself into a basic regular expression. */
static char *quote(const char *text) {
  char *quoted = malloc(2 * strlen(text) + 1), *to = quoted;
  for (; *text; *to++ = *text++)
    if (strchr(".[*^$\\", *text))
      *to++ = '\\';
  *to = 0;
  return quoted;
}

static void compile(const char *pattern) {
  int flags = (chosen['E'] ? REG_EXTENDED : 0) | (chosen['i'] ? REG_ICASE : 0);
  expressions = realloc(expressions, (count + 1) * sizeof *expressions);
  if (chosen['F'])
    pattern = quote(pattern);
  int wrong = regcomp(&expressions[count], pattern, flags);
  if (wrong) {
    char words[200];
    regerror(wrong, &expressions[count], words, sizeof words);
    error(2, 0, "%s", words);
  }
  count++;
}

/* Each line of a pattern is one of its own. */
static void compile_lines(char *patterns) {
  for (char *pattern; (pattern = strsep(&patterns, "\n"));)
    compile(pattern);
}

static int is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

static int is_accepted(const char *line, const char *start, const char *end) {
  if (chosen['x'])
    return start == line && !*end;
  return !chosen['w'] || !(start > line && is_word(start[-1])) && !is_word(*end);
}

/* Finds an expression's first match from `at` on, and cuts it down to a whole word if need be. */
static int find_one(const regex_t *expression, const char *line, const char *at,
                    const char **start, const char **end) {
  regmatch_t match;
  while (!regexec(expression, at, 1, &match, at > line ? REG_NOTBOL : 0)) {
    *start = at + match.rm_so;
    *end = at + match.rm_eo;
    if (is_accepted(line, *start, *end))
      return 1;
    at = *start + 1;
    if (chosen['x'] || !**start)
      return 0;
  }
  return 0;
}

/* Finds the first and longest match of all expressions. */
static int find(const char *line, const char *at, const char **start, const char **end) {
  int found = 0;
  for (int i = 0; i < count; i++) {
    const char *from, *to;
    if (!find_one(&expressions[i], line, at, &from, &to))
      continue;
    if (!found || from < *start || from == *start && to > *end) {
      *start = from;
      *end = to;
    }
    found = 1;
  }
  return found;
}

static void write_place(const char *name, long number) {
  if (with_names)
    printf("%s:", name);
  if (chosen['n'])
    printf("%ld:", number);
}

static void write_matches(const char *line, const char *name, long number) {
  const char *start, *end;
  for (const char *at = line; find(line, at, &start, &end);) {
    if (end > start) {
      write_place(name, number);
      printf("%.*s\n", (int)(end - start), start);
    }
    at = end > start ? end : end + 1;
    if (!*end)
      break;
  }
}

static void search(FILE *file, const char *name) {
  static char *line;
  static size_t room;
  long selected = 0, number = 1;
  const char *start, *end;
  for (ssize_t size; (size = getline(&line, &room, file)) > 0; number++) {
    if (line[size - 1] == '\n')
      line[size - 1] = 0;
    if (find(line, line, &start, &end) == chosen['v'])
      continue;
    selected++;
    any_selected = 1;
    if (chosen['q'])
      exit(0);
    if (chosen['l'])
      break;
    if (chosen['o'] && !chosen['v'] && !chosen['c']) {
      write_matches(line, name, number);
    } else if (!chosen['c'] && !chosen['o']) {
      write_place(name, number);
      puts(line);
    }
  }
  if (chosen['l'] && selected)
    puts(name);
  if (!chosen['c'] || chosen['l'])
    return;
  if (with_names)
    printf("%s:", name);
  printf("%ld\n", selected);
}

static void search_path(const char *path) {
  int standard = !strcmp(path, "-");
  FILE *file = standard ? stdin : fopen(path, "r");
  errno = file ? 0 : errno;
  if (file)
    search(file, standard ? "(standard input)" : path);
  if (!file || ferror(file)) {
    failed = 1;
    if (!chosen['s'])
      error(0, errno, "%s", path);
  }
  if (file && !standard)
    fclose(file);
}

static int usage(void) {
  fprintf(stderr, "Usage: grep [OPTION]... PATTERNS [FILE]...\n"
                  "Try 'grep --help' for more information.\n");
  return 2;
}

int main(int argc, char **argv) {
  char *patterns = NULL;
  for (int option; (option = getopt(argc, argv, "EFGe:viwxncloqshH")) != -1;) {
    if (option == '?')
      return usage();
    if (option != 'e')
      chosen[option] = 1;
    else if (!patterns)
      patterns = optarg;
    else
      asprintf(&patterns, "%s\n%s", patterns, optarg);
  }
  if (!patterns && optind == argc)
    return usage();
  compile_lines(patterns ? patterns : argv[optind++]);
  with_names = chosen['H'] || argc - optind > 1 && !chosen['h'];
  if (optind == argc)
    search_path("-");
  for (; optind < argc; optind++)
    search_path(argv[optind]);
  return failed ? 2 : !any_selected;
}

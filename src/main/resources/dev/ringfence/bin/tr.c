/* tr: translates characters (POSIX); -d deletes and -s squeezes them, -c takes all others. */
#include <ctype.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The characters that an argument stands for, in their order. */
struct set {
  int count;
  unsigned char characters[4096];
};

static void add(struct set *set, int c) {
  if (set->count < sizeof set->characters)
    set->characters[set->count++] = c;
}

static int is_in(const struct set *set, int c) {
  return memchr(set->characters, c, set->count) != NULL;
}

/* Reads one character, or the escape of one. */
static int character(const char **at) {
  static const char names[] = "abfnrtv\\", meanings[] = "\a\b\f\n\r\t\v\\";
  const char *s = *at, *found;
  int value = (unsigned char)*s++;
  if (value == '\\' && *s >= '0' && *s <= '7') {
    value = 0;
    for (int i = 0; i < 3 && *s >= '0' && *s <= '7' && value * 8 + *s - '0' < 256; i++)
      value = value * 8 + *s++ - '0';
  } else if (value == '\\' && *s) {
    found = strchr(names, *s);
    value = found ? meanings[found - names] : *s;
    s++;
  }
  *at = s;
  return (unsigned char)value;
}

/* Adds a class such as [:alpha:], and returns where it ends. */
static const char *add_class(struct set *set, const char *at) {
  static const struct {
    const char *name;
    int (*is)(int);
  } classes[] = {{"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
                 {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
                 {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit}};
  int length = strstr(at + 2, ":]") - at - 2;
  for (int i = 0; i < 12; i++) {
    if (strlen(classes[i].name) != length || strncmp(classes[i].name, at + 2, length))
      continue;
    for (int c = 0; c < 256; c++)
      if (classes[i].is(c))
        add(set, c);
    return at + length + 4;
  }
  error(1, 0, "invalid character class '%.*s'", length, at + 2);
  return NULL;
}

/* Adds a character again and again: [x*N], or [x*] up to `most`. Returns the end, or null. */
static const char *add_repeated(struct set *set, const char *at, int most) {
  char *end;
  at++;
  if (!*at)
    return NULL;
  int c = character(&at);
  if (*at != '*')
    return NULL;
  long many = strtol(at + 1, &end, at[1] == '0' ? 8 : 10);
  if (*end != ']')
    return NULL;
  for (many = many ? many : most - set->count; many > 0 && set->count < 4096; many--)
    add(set, c);
  return end + 1;
}

static void expand(struct set *set, const char *at, int most) {
  const char *end;
  while (*at) {
    if (*at == '[' && at[1] == ':' && strstr(at + 2, ":]")) {
      at = add_class(set, at);
      continue;
    }
    if (*at == '[' && (end = add_repeated(set, at, most))) {
      at = end;
      continue;
    }
    const char *start = at;
    int from = character(&at), to = from;
    if (*at == '-' && at[1]) {
      at++;
      to = character(&at);
    }
    if (to < from)
      error(1, 0, "range-endpoints of '%.*s' are in reverse collating sequence order",
            (int)(at - start), start);
    for (; from <= to; from++)
      add(set, from);
  }
}

static void complement(struct set *set) {
  struct set old = *set;
  set->count = 0;
  for (int c = 0; c < 256; c++)
    if (!is_in(&old, c))
      add(set, c);
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

/* Whether there are as many operands as the options want; if not, says so. */
static int count_is_right(int count, char **operands, int deletes, int squeezes) {
  int least = deletes == squeezes ? 2 : 1, most = deletes && !squeezes ? 1 : 2;
  if (count < least) {
    if (count == 0)
      error(0, 0, "missing operand");
    else
      error(0, 0, "missing operand after '%s'", operands[0]);
    if (count == 1)
      fprintf(stderr, deletes ? "Two strings must be given when both deleting and squeezing "
                                "repeats.\n"
                              : "Two strings must be given when translating.\n");
  } else if (count > most) {
    error(0, 0, "extra operand '%s'", operands[most]);
    if (count == 2)
      fprintf(stderr, "Only one string may be given when deleting without squeezing repeats.\n");
  }
  return count >= least && count <= most;
}

int main(int argc, char **argv) {
  static struct set first, second;
  int deletes = 0, squeezes = 0, others = 0;
  unsigned char map[256];
  for (int option; (option = getopt(argc, argv, "+cCds")) != -1;) {
    if (option == '?')
      return usage(argv[0]);
    *(option == 'd' ? &deletes : option == 's' ? &squeezes : &others) = 1;
  }
  int count = argc - optind;
  if (!count_is_right(count, argv + optind, deletes, squeezes))
    return usage(argv[0]);
  expand(&first, argv[optind], 0);
  if (others)
    complement(&first);
  if (count == 2)
    expand(&second, argv[optind + 1], first.count);
  int translates = count == 2 && !deletes;
  if (translates && first.count && !second.count)
    error(1, 0, "when not truncating set1, string2 must be non-empty");
  for (int c = 0; c < 256; c++)
    map[c] = c;
  for (int i = 0; translates && i < first.count; i++)
    map[first.characters[i]] = second.characters[i < second.count ? i : second.count - 1];
  const struct set *squeezed = count == 2 ? &second : &first;
  int former = EOF;
  for (int c; (c = getchar()) != EOF;) {
    if (deletes && is_in(&first, c))
      continue;
    c = map[c];
    if (!squeezes || c != former || !is_in(squeezed, c))
      putchar(c);
    former = c;
  }
  return 0;
}

/* sort: writes lines in order (POSIX): -r -n -f -b, by keys -k between -t, -u without repeats. */
#include <ctype.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct position {
  int field, character; /* from 1; 0 where none is named */
};

struct key {
  struct position from, to;
  int reverse, numeric, folds, skips_blanks;
};

struct line {
  char *text, *end;
  size_t number;
};

static struct key all = {.from = {1, 1}}, keys[64];
static int key_count, unique;
static char separator;
static struct line *lines;
static size_t count, room;

static char *skip_blanks(char *at) { return at + strspn(at, " \t"); }

/* Where a field's text ends. */
static char *field_end(char *at, const char *end) {
  if (!separator)
    at = skip_blanks(at);
  while (at < end && !(separator ? *at == separator : isblank(*at)))
    at++;
  return at;
}

static char *field_start(const struct line *line, int field) {
  char *at = line->text;
  while (--field > 0 && at < line->end) {
    at = field_end(at, line->end);
    at += separator && at < line->end;
  }
  return at;
}

/* Finds a key's text and tells where it ends. */
static char *find(const struct key *key, const struct line *line, char **end) {
  char *start = field_start(line, key->from.field);
  if (key->skips_blanks)
    start = skip_blanks(start);
  start += key->from.character - 1;
  if (start > line->end)
    start = line->end;
  *end = key->to.field ? field_start(line, key->to.field) : line->end;
  if (!key->to.character)
    *end = field_end(*end, line->end);
  else
    *end = (key->skips_blanks ? skip_blanks(*end) : *end) + key->to.character;
  if (*end > line->end)
    *end = line->end;
  if (*end < start)
    *end = start;
  return start;
}

static int compare_magnitudes(const char *a, const char *b) {
  a += strspn(a, "0");
  b += strspn(b, "0");
  size_t wide = strspn(a, "0123456789"), other = strspn(b, "0123456789");
  int order = wide != other ? (wide > other) - (wide < other) : memcmp(a, b, wide);
  a = a[wide] == '.' ? a + wide + 1 : "";
  b = b[other] == '.' ? b + other + 1 : "";
  while (!order && (isdigit(*a) || isdigit(*b)))
    order = (isdigit(*a) ? *a++ : '0') - (isdigit(*b) ? *b++ : '0');
  return order;
}

static int compare_numbers(const char *a, const char *b) {
  int minus = *a == '-', other = *b == '-', order;
  if (minus != other && !compare_magnitudes(a + minus, "") && !compare_magnitudes(b + other, ""))
    return 0;
  if (minus != other)
    return other - minus;
  order = compare_magnitudes(a + minus, b + other);
  return minus ? -order : order;
}

static int compare_texts(const char *a, const char *a_end, const char *b, const char *b_end,
                         int folds) {
  int order = 0;
  for (; !order && a < a_end && b < b_end; a++, b++) {
    unsigned char left = *a, right = *b;
    order = folds ? toupper(left) - toupper(right) : left - right;
  }
  return order ? order : (a < a_end) - (b < b_end);
}

static int compare_keys(const struct key *key, const struct line *a, const struct line *b) {
  char *left_end, *right_end, *left = find(key, a, &left_end), *right = find(key, b, &right_end);
  int order;
  if (key->numeric) {
    char left_next = *left_end, right_next = *right_end;
    *left_end = *right_end = 0;
    order = compare_numbers(skip_blanks(left), skip_blanks(right));
    *right_end = right_next;
    *left_end = left_next;
  } else {
    order = compare_texts(left, left_end, right, right_end, key->folds);
  }
  return key->reverse ? -order : order;
}

static int compare(const struct line *a, const struct line *b) {
  int order = key_count ? 0 : compare_keys(&all, a, b);
  for (int i = 0; i < key_count && !order; i++)
    order = compare_keys(&keys[i], a, b);
  if (order || unique)
    return order;
  order = compare_texts(a->text, a->end, b->text, b->end, 0);
  return all.reverse ? -order : order;
}

/* Equal lines stay as they came. */
static int compare_stably(const void *one, const void *other) {
  const struct line *a = one, *b = other;
  int order = compare(a, b);
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

static int set_letter(struct key *key, char letter) {
  switch (letter) {
    case 'r': return key->reverse = 1;
    case 'n': return key->numeric = 1;
    case 'f': return key->folds = 1;
    case 'b': return key->skips_blanks = 1;
    default: return 0;
  }
}

/* Reads FIELD[.CHARACTER][LETTERS]. */
static char *parse_position(struct key *key, char *at, struct position *position) {
  if (!isdigit(*at))
    error(2, 0, "invalid number %s: invalid count at start of '%s'",
          position == &key->from ? "at field start" : "after ','", at);
  position->field = strtol(at, &at, 10);
  if (*at == '.')
    position->character = strtol(at + 1, &at, 10);
  while (set_letter(key, *at))
    at++;
  return at;
}

static void add_key(char *text) {
  if (key_count == 64)
    error(2, 0, "too many keys");
  struct key *key = &keys[key_count++];
  key->from.character = 1;
  char *at = parse_position(key, text, &key->from);
  if (*at == ',')
    at = parse_position(key, at + 1, &key->to);
  if (*at)
    error(2, 0, "stray character in field spec: invalid field specification '%s'", text);
  if (!key->from.field || !key->from.character)
    error(2, 0, "%s is zero: invalid field specification '%s'",
          key->from.field ? "character offset" : "field number", text);
}

/* Gives the letters of all to keys that have none. */
static void inherit(void) {
  for (struct key *key = keys; key < keys + key_count; key++) {
    struct position from = key->from, to = key->to;
    if (key->reverse || key->numeric || key->folds || key->skips_blanks)
      continue;
    *key = all;
    key->from = from;
    key->to = to;
  }
}

static void read_lines(const char *name) {
  FILE *file = strcmp(name, "-") ? fopen(name, "r") : stdin;
  if (!file)
    error(2, errno, "cannot read: %s", name);
  char *text = NULL;
  size_t size = 0;
  for (ssize_t length; (length = getline(&text, &size, file)) > 0; text = NULL, size = 0) {
    if (text[length - 1] == '\n')
      text[--length] = 0;
    if (count == room)
      lines = realloc(lines, (room = room * 2 + 64) * sizeof *lines);
    lines[count] = (struct line){text, text + length, count};
    count++;
  }
  if (ferror(file))
    error(2, errno, "read failed: %s", name);
  if (file != stdin)
    fclose(file);
}

int main(int argc, char **argv) {
  const char *output = NULL;
  for (int option; (option = getopt(argc, argv, "rnfbuk:t:o:")) != -1;) {
    switch (option) {
      case 'u': unique = 1; break;
      case 'k': add_key(optarg); break;
      case 'o': output = optarg; break;
      case 't':
        if (strlen(optarg) != 1)
          error(2, 0, *optarg ? "multi-character tab '%s'" : "empty tab", optarg);
        separator = *optarg;
        break;
      case '?':
        fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
        return 2;
      default: set_letter(&all, option);
    }
  }
  inherit();
  if (optind == argc)
    read_lines("-");
  for (; optind < argc; optind++)
    read_lines(argv[optind]);
  if (count)
    qsort(lines, count, sizeof *lines, compare_stably);
  if (output && !freopen(output, "w", stdout))
    error(2, errno, "open failed: %s", output);
  for (size_t i = 0; i < count; i++) {
    if (unique && i > 0 && !compare(&lines[i - 1], &lines[i]))
      continue;
    fwrite(lines[i].text, 1, lines[i].end - lines[i].text, stdout);
    putchar('\n');
  }
  return 0;
}

/* test: tells by its status whether a condition holds (POSIX); called [ it wants a ] at the end. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char **words;
static int at, count;

static void missing_argument(void) {
  error(2, 0, "missing argument after '%s'", words[count - 1]);
}

static long integer(const char *word) {
  char *end;
  long value = strtol(word, &end, 10);
  while (*end == ' ' || *end == '\t')
    end++;
  if (*end || end == word)
    error(2, 0, "invalid integer '%s'", word);
  return value;
}

static int is_unary(const char *word) {
  return word[0] == '-' && word[1] && !word[2] && strchr("bcdefghkLnprsStuwxz", word[1]);
}

static int is_binary(const char *word) {
  static const char *const operators[] = {"=",   "==",  "!=",  "-eq", "-ne", "-lt", "-le",
                                          "-gt", "-ge", "-nt", "-ot", "-ef"};
  for (int i = 0; i < 12; i++)
    if (!strcmp(word, operators[i]))
      return 1;
  return 0;
}

static int has_type(mode_t mode, char letter) {
  static const char letters[] = "bcdfhLpS";
  static const mode_t types[] = {S_IFBLK, S_IFCHR, S_IFDIR,  S_IFREG,
                                 S_IFLNK, S_IFLNK, S_IFIFO, S_IFSOCK};
  return (mode & S_IFMT) == types[strchr(letters, letter) - letters];
}

static int unary(char letter, const char *word) {
  struct stat file;
  switch (letter) {
    case 'n': return *word != 0;
    case 'z': return *word == 0;
    case 't': return isatty(integer(word));
    case 'r': return !access(word, R_OK);
    case 'w': return !access(word, W_OK);
    case 'x': return !access(word, X_OK);
  }
  if (letter == 'h' || letter == 'L' ? lstat(word, &file) : stat(word, &file))
    return 0;
  switch (letter) {
    case 'e': return 1;
    case 's': return file.st_size > 0;
    case 'u': return (file.st_mode & S_ISUID) != 0;
    case 'g': return (file.st_mode & S_ISGID) != 0;
    case 'k': return (file.st_mode & S_ISVTX) != 0;
    default: return has_type(file.st_mode, letter);
  }
}

static int compare_files(const char *left, char letter, const char *right) {
  struct stat a, b;
  int has_a = !stat(left, &a), has_b = !stat(right, &b);
  if (letter == 'e')
    return has_a && has_b && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
  if (!has_a || !has_b)
    return letter == 'n' ? has_a > has_b : has_a < has_b;
  long order = a.st_mtim.tv_sec - b.st_mtim.tv_sec;
  if (order == 0)
    order = a.st_mtim.tv_nsec - b.st_mtim.tv_nsec;
  return letter == 'n' ? order > 0 : order < 0;
}

static int binary(const char *left, const char *operator, const char *right) {
  if (operator[0] == '=')
    return !strcmp(left, right);
  if (operator[0] == '!')
    return strcmp(left, right) != 0;
  if (!strcmp(operator, "-nt") || !strcmp(operator, "-ot") || !strcmp(operator, "-ef"))
    return compare_files(left, operator[1], right);
  long a = integer(left), b = integer(right);
  int equal_counts = operator[2] == 'e' || operator[1] == 'e';
  switch (operator[1]) {
    case 'e': return a == b;
    case 'n': return a != b;
    case 'l': return equal_counts ? a <= b : a < b;
    default: return equal_counts ? a >= b : a > b;
  }
}

static int or(void);

/* One condition among more than four words. */
static int term(void) {
  int not = 0, value;
  for (; at < count && !strcmp(words[at], "!"); at++)
    not = !not;
  if (at >= count)
    missing_argument();
  if (!strcmp(words[at], "(")) {
    at++;
    value = or();
    if (!words[at])
      error(2, 0, "')' expected");
    if (at >= count || strcmp(words[at], ")"))
      error(2, 0, "')' expected, found '%s'", words[at]);
    at++;
  } else if (count - at >= 3 && is_binary(words[at + 1])) {
    value = binary(words[at], words[at + 1], words[at + 2]);
    at += 3;
  } else if (is_unary(words[at])) {
    if (++at >= count)
      missing_argument();
    value = unary(words[at - 1][1], words[at]);
    at++;
  } else {
    value = *words[at++] != 0;
  }
  return value != not;
}

static int and(void) {
  int value = term();
  for (; at < count && !strcmp(words[at], "-a"); value &= term())
    at++;
  return value;
}

static int or(void) {
  int value = and();
  for (; at < count && !strcmp(words[at], "-o"); value |= and())
    at++;
  return value;
}

/* What POSIX says of up to four words. */
static int words_of(int many) {
  char **word = words + at;
  int end = at + many, value;
  if (many == 1) {
    value = *word[0] != 0;
  } else if (many == 2 && strcmp(word[0], "!")) {
    if (!is_unary(word[0]) && word[0][0] == '-' && strlen(word[0]) == 2)
      error(2, 0, "'%s': unary operator expected", word[0]);
    if (!is_unary(word[0]))
      missing_argument();
    value = unary(word[0][1], word[1]);
  } else if (many == 3 && is_binary(word[1])) {
    value = binary(word[0], word[1], word[2]);
  } else if (many <= 4 && !strcmp(word[0], "!")) {
    at++;
    value = !words_of(many - 1);
  } else if (many <= 4 && many >= 3 && !strcmp(word[0], "(") && !strcmp(word[many - 1], ")")) {
    at++;
    value = words_of(many - 2);
  } else if (many == 3 && strcmp(word[1], "-a") && strcmp(word[1], "-o")) {
    error(2, 0, "'%s': binary operator expected", word[1]);
    value = 0;
  } else {
    value = or();
    end = at;
  }
  at = end;
  return value;
}

int main(int argc, char **argv) {
  size_t length = strlen(argv[0]);
  words = argv + 1;
  count = argc - 1;
  if (length && argv[0][length - 1] == '[' && (--count < 0 || strcmp(words[count], "]")))
    error(2, 0, "missing ']'");
  int value = count > 0 && words_of(count);
  if (at < count)
    error(2, 0, "extra argument '%s'", words[at]);
  return !value;
}

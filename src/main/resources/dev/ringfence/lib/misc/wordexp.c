#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <glob.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <wordexp.h>

/* A text that grows. A word is kept as a pattern: quoted characters stand behind backslashes. */
struct text {
  char *at;
  size_t length, room;
};

struct expansion {
  const char *s; /* what is still to be expanded */
  const char *separators;
  wordexp_t *to;
  int flags;
  struct text word;
  int begun;   /* whether there is a word, if an empty one */
  int pattern; /* whether it has characters of patterns that are not quoted */
};

static int put(struct text *text, char c) {
  if (text->length + 1 >= text->room) {
    size_t room = text->room ? 2 * text->room : 64;
    char *more = realloc(text->at, room);
    if (!more)
      return WRDE_NOSPACE;
    text->at = more;
    text->room = room;
  }
  text->at[text->length++] = c;
  text->at[text->length] = 0;
  return 0;
}

static int put_all(struct text *text, const char *s, size_t length) {
  int error = 0;
  while (length-- && !error)
    error = put(text, *s++);
  return error;
}

static int add(struct expansion *e, const char *word) {
  wordexp_t *to = e->to;
  size_t offset = e->flags & WRDE_DOOFFS ? to->we_offs : 0;
  char **list = realloc(to->we_wordv, (offset + to->we_wordc + 2) * sizeof *list);
  if (!list)
    return WRDE_NOSPACE;
  to->we_wordv = list;
  if (!(list[offset + to->we_wordc] = strdup(word)))
    return WRDE_NOSPACE;
  list[offset + ++to->we_wordc] = NULL;
  return 0;
}

/* Ends the present word: what its pattern matches, or itself. */
static int end_word(struct expansion *e) {
  int error = 0;
  glob_t found;
  if (!e->begun)
    return 0;
  char *word = e->word.at ? e->word.at : "";
  if (e->pattern && glob(word, GLOB_NOCHECK, NULL, &found) == 0 &&
      (found.gl_pathc > 1 || strcmp(found.gl_pathv[0], word))) {
    for (size_t i = 0; i < found.gl_pathc && !error; i++)
      error = add(e, found.gl_pathv[i]);
    globfree(&found);
  } else {
    char *to = word;
    for (char *from = word; *from; *to++ = *from++)
      from += *from == '\\' && from[1];
    if (e->word.at)
      *to = 0;
    error = add(e, word);
  }
  e->word.length = 0;
  if (e->word.at)
    e->word.at[0] = 0;
  e->begun = e->pattern = 0;
  return error;
}

static int quoted(struct expansion *e, char c) {
  e->begun = 1;
  return strchr("*?[]\\", c) && put(&e->word, '\\') ? WRDE_NOSPACE : put(&e->word, c);
}

static int plain(struct expansion *e, char c) {
  if (strchr("*?[", c))
    e->pattern = 1;
  else if (c == '\\')
    return quoted(e, c);
  e->begun = 1;
  return put(&e->word, c);
}

/* What an expansion has come to: split into words unless it is quoted. */
static int take(struct expansion *e, const char *value, int in_quotes) {
  int error = 0;
  for (; *value && !error; value++)
    if (in_quotes) {
      error = quoted(e, *value);
    } else if (!strchr(e->separators, *value)) {
      error = plain(e, *value);
    } else {
      if (!isspace((unsigned char)*value))
        e->begun = 1;
      error = end_word(e);
    }
  return error;
}

/* The output of a command, without newlines at its end. */
static int command(struct expansion *e, const char *words, size_t length, int in_quotes) {
  if (e->flags & WRDE_NOCMD)
    return WRDE_CMDSUB;
  int ends[2];
  char *script = strndup(words, length), buffer[256];
  struct text output = {NULL};
  if (!script || pipe(ends))
    return WRDE_NOSPACE;
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    if (!(e->flags & WRDE_SHOWERR))
      dup2(open("/dev/null", O_WRONLY), 2);
    execl("/bin/sh", "sh", "-c", script, (char *)NULL);
    _exit(127);
  }
  free(script);
  close(ends[1]);
  int error = child < 0 ? WRDE_NOSPACE : 0;
  ssize_t count;
  while ((count = read(ends[0], buffer, sizeof buffer)) > 0)
    error = put_all(&output, buffer, count);
  close(ends[0]);
  waitpid(child, NULL, 0);
  while (output.length && output.at[output.length - 1] == '\n')
    output.at[--output.length] = 0;
  if (!error && output.at)
    error = take(e, output.at, in_quotes);
  free(output.at);
  return error;
}

static int sum(const char **s, long *value, int *error);

static void blanks(const char **s) {
  while (isspace((unsigned char)**s))
    ++*s;
}

static int factor(const char **s, long *value, int *error) {
  blanks(s);
  if (**s == '(') {
    ++*s;
    sum(s, value, error);
    blanks(s);
    *error |= *(*s)++ != ')';
  } else if (**s == '-' || **s == '+') {
    int minus = *(*s)++ == '-';
    factor(s, value, error);
    *value = minus ? -*value : *value;
  } else {
    char *end;
    *value = strtol(*s, &end, 0);
    *error |= end == *s;
    *s = end;
  }
  return *error;
}

static int product(const char **s, long *value, int *error) {
  factor(s, value, error);
  for (blanks(s); !*error && (**s == '*' || **s == '/'); blanks(s)) {
    int times = *(*s)++ == '*';
    long other;
    factor(s, &other, error);
    if (!times && !other)
      *error = 1;
    else
      *value = times ? *value * other : *value / other;
  }
  return *error;
}

static int sum(const char **s, long *value, int *error) {
  product(s, value, error);
  for (blanks(s); !*error && (**s == '+' || **s == '-'); blanks(s)) {
    int plus = *(*s)++ == '+';
    long other;
    product(s, &other, error);
    *value += plus ? other : -other;
  }
  return *error;
}

/* The text behind an opening character up to where it is closed, or NULL. */
static const char *closing(const char *s, char opens, char closes) {
  for (int depth = 1; *s; s++) {
    if (*s == '\\' && s[1]) {
      s++;
    } else if (*s == '\'') {
      if (!(s = strchr(s + 1, '\'')))
        return NULL;
    } else if (*s == closes && --depth == 0) {
      return s;
    } else if (*s == opens) {
      depth++;
    }
  }
  return NULL;
}

/* Expands words inside an expansion to one text. */
static int inner(struct expansion *e, const char *words, size_t length, char **result) {
  wordexp_t found = {0};
  char *copy = malloc(length + 3);
  if (!copy)
    return WRDE_NOSPACE;
  sprintf(copy, "\"%.*s\"", (int)length, words);
  int error = wordexp(copy, &found, e->flags & (WRDE_NOCMD | WRDE_SHOWERR | WRDE_UNDEF));
  free(copy);
  if (error)
    return error;
  *result = strdup(found.we_wordv[0]);
  wordfree(&found);
  return *result ? 0 : WRDE_NOSPACE;
}

static int arithmetic(struct expansion *e, const char *words, size_t length, int in_quotes) {
  char *text;
  int error = inner(e, words, length, &text), wrong = 0;
  if (error)
    return error;
  const char *at = text;
  long value = 0;
  blanks(&at);
  if (*at)
    sum(&at, &value, &wrong);
  blanks(&at);
  wrong |= *at != 0;
  free(text);
  char digits[24];
  sprintf(digits, "%ld", value);
  return wrong ? WRDE_SYNTAX : take(e, digits, in_quotes);
}

/* Cuts from a value what matches a pattern: `how` is one of #, % and, twice, their capitals H, P. */
static void cut(char *value, const char *pattern, char how) {
  size_t length = strlen(value);
  int suffix = how == '%' || how == 'P', longest = how == 'H' || how == 'P';
  for (size_t i = 0; i <= length; i++) {
    size_t part = longest ? length - i : i, at = suffix ? length - part : part;
    char kept = value[at];
    if (!suffix)
      value[at] = 0;
    int matches = fnmatch(pattern, suffix ? value + at : value, 0) == 0;
    value[at] = kept;
    if (matches) {
      if (suffix)
        value[at] = 0;
      else
        memmove(value, value + at, length - at + 1);
      return;
    }
  }
}

/* ${NAME}, and what may stand behind the name. */
static int parameter(struct expansion *e, const char *s, const char *end, int in_quotes) {
  int measured = *s == '#' && s + 1 < end;
  s += measured;
  const char *from = s;
  while (s < end && (isalnum((unsigned char)*s) || *s == '_'))
    s++;
  if (s == from || isdigit((unsigned char)*from))
    return WRDE_SYNTAX;
  char *name = strndup(from, s - from), *value = getenv(name), *word = NULL, digits[24];
  int colon = *s == ':', error = 0;
  int unset = !value || colon && !*value;
  char how = s == end ? 0 : s[colon];
  if (how && !strchr(colon ? "-=?+" : "-=?+#%", how) || measured && how)
    error = WRDE_SYNTAX;
  if (how) {
    s += colon + 1;
    if (!colon && (how == '#' || how == '%') && s < end && *s == how) {
      how = how == '#' ? 'H' : 'P';
      s++;
    }
    if (!error)
      error = inner(e, s, end - s, &word);
  }
  if (error) {
  } else if (measured) {
    sprintf(digits, "%zu", value ? strlen(value) : 0);
    error = take(e, digits, in_quotes);
  } else if (how == '+') {
    error = unset ? 0 : take(e, word, in_quotes);
  } else if (unset && (how == '-' || how == '=')) {
    if (how == '=')
      setenv(name, word, 1);
    error = take(e, word, in_quotes);
  } else if (unset && how == '?') {
    fprintf(stderr, "%s: %s\n", name, *word ? word : "parameter null or not set");
    error = WRDE_BADVAL;
  } else if (!value) {
    error = e->flags & WRDE_UNDEF ? WRDE_BADVAL : 0;
  } else {
    char *copy = strdup(value);
    if (how && strchr("#%HP", how))
      cut(copy, word, how);
    error = take(e, copy, in_quotes);
    free(copy);
  }
  free(word);
  free(name);
  return error;
}

/* What stands behind a `$`. */
static int dollar(struct expansion *e, int in_quotes) {
  const char *s = e->s, *end;
  if (s[0] == '(' && s[1] == '(' && (end = closing(s + 2, '(', ')')) && end[1] == ')') {
    e->s = end + 2;
    return arithmetic(e, s + 2, end - s - 2, in_quotes);
  }
  if (*s == '(' || *s == '{') {
    if (!(end = closing(s + 1, *s, *s == '(' ? ')' : '}')))
      return WRDE_SYNTAX;
    e->s = end + 1;
    return *s == '(' ? command(e, s + 1, end - s - 1, in_quotes)
                     : parameter(e, s + 1, end, in_quotes);
  }
  if (*s == '$') {
    char digits[24];
    sprintf(digits, "%d", (int)getpid());
    e->s++;
    return take(e, digits, in_quotes);
  }
  if (!isalpha((unsigned char)*s) && *s != '_')
    return in_quotes ? quoted(e, '$') : plain(e, '$');
  while (isalnum((unsigned char)*e->s) || *e->s == '_')
    e->s++;
  return parameter(e, s, e->s, in_quotes);
}

static int backquote(struct expansion *e, int in_quotes) {
  struct text script = {NULL};
  int error = 0;
  for (; *e->s && *e->s != '`' && !error; e->s++) {
    e->s += *e->s == '\\' && e->s[1] && strchr("$`\\", e->s[1]);
    error = put(&script, *e->s);
  }
  if (!*e->s)
    error = WRDE_SYNTAX;
  else
    e->s++;
  if (!error)
    error = command(e, script.at ? script.at : "", script.length, in_quotes);
  free(script.at);
  return error;
}

static int in_double_quotes(struct expansion *e) {
  e->begun = 1;
  for (int error = 0; !error;) {
    char c = *e->s++;
    switch (c) {
      case 0: return WRDE_SYNTAX;
      case '"': return 0;
      case '$': error = dollar(e, 1); break;
      case '`': error = backquote(e, 1); break;
      case '\\':
        if (*e->s == '\n')
          e->s++;
        else
          error = quoted(e, *e->s && strchr("$`\"\\", *e->s) ? *e->s++ : c);
        break;
      default: error = quoted(e, c);
    }
    if (error)
      return error;
  }
  return 0;
}

static int in_quotes(struct expansion *e) {
  int error = 0;
  for (e->begun = 1; *e->s && *e->s != '\'' && !error; e->s++)
    error = quoted(e, *e->s);
  return error ? error : *e->s++ ? 0 : WRDE_SYNTAX;
}

static int home(struct expansion *e) {
  const char *end = e->s;
  while (*end && *end != '/' && !strchr(e->separators, *end))
    end++;
  char *name = strndup(e->s, end - e->s), *folder = *name ? NULL : getenv("HOME");
  struct passwd *user = folder ? NULL : *name ? getpwnam(name) : getpwuid(getuid());
  free(name);
  folder = user ? user->pw_dir : folder;
  if (!folder)
    return plain(e, '~');
  e->s = end;
  return take(e, folder, 1);
}

static int expand(struct expansion *e) {
  for (int error = 0; !error;) {
    char c = *e->s++;
    switch (c) {
      case 0: return end_word(e);
      case '\'': error = in_quotes(e); break;
      case '"': error = in_double_quotes(e); break;
      case '`': error = backquote(e, 0); break;
      case '$': error = dollar(e, 0); break;
      case '~': error = e->begun ? plain(e, c) : home(e); break;
      case '\\':
        if (*e->s == '\n')
          e->s++;
        else
          error = *e->s ? quoted(e, *e->s++) : WRDE_SYNTAX;
        break;
      default:
        if (c != '\n' && strchr(e->separators, c))
          error = end_word(e);
        else
          error = strchr("\n|&;<>(){}", c) ? WRDE_BADCHAR : plain(e, c);
    }
    if (error)
      return error;
  }
  return 0;
}

int wordexp(const char *restrict words, wordexp_t *restrict to, int flags) {
  const char *separators = getenv("IFS");
  struct expansion e = {words, separators ? separators : " \t\n", to, flags};
  if (flags & WRDE_REUSE)
    wordfree(to);
  if (!(flags & WRDE_APPEND)) {
    size_t offset = flags & WRDE_DOOFFS ? to->we_offs : 0;
    to->we_wordc = 0;
    to->we_offs = offset;
    to->we_wordv = calloc(offset + 1, sizeof *to->we_wordv);
    if (!to->we_wordv)
      return WRDE_NOSPACE;
  }
  size_t before = to->we_wordc, offset = flags & WRDE_DOOFFS ? to->we_offs : 0;
  int error = expand(&e);
  free(e.word.at);
  if (error && error != WRDE_NOSPACE) {
    while (to->we_wordc > before)
      free(to->we_wordv[offset + --to->we_wordc]);
    to->we_wordv[offset + before] = NULL;
  }
  return error;
}

void wordfree(wordexp_t *words) {
  if (!words->we_wordv)
    return;
  for (size_t i = 0; i < words->we_wordc; i++)
    free(words->we_wordv[words->we_offs + i]);
  free(words->we_wordv);
  words->we_wordv = NULL;
  words->we_wordc = 0;
}

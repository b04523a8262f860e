#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <glob.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct search {
  glob_t *to;
  int flags;
  int (*on_error)(const char *path, int number);
};

static int add(struct search *search, const char *path, int mark) {
  glob_t *to = search->to;
  size_t offset = search->flags & GLOB_DOOFFS ? to->gl_offs : 0;
  char **list = realloc(to->gl_pathv, (offset + to->gl_pathc + 2) * sizeof *list);
  char *copy = malloc(strlen(path) + 2);
  if (!list || !copy)
    return GLOB_NOSPACE;
  strcpy(copy, path);
  if (mark)
    strcat(copy, "/");
  to->gl_pathv = list;
  list[offset + to->gl_pathc++] = copy;
  list[offset + to->gl_pathc] = NULL;
  return 0;
}

static int has_magic(const char *s, size_t length, int flags) {
  int open = 0;
  for (size_t i = 0; i < length; i++) {
    if (s[i] == '*' || s[i] == '?' || s[i] == ']' && open)
      return 1;
    open |= s[i] == '[';
    if (s[i] == '\\' && !(flags & GLOB_NOESCAPE) && i + 1 < length)
      i++;
  }
  return 0;
}

/* A component without its backslashes. */
static void plain(char *to, const char *from, size_t length, int flags) {
  for (size_t i = 0; i < length; i++) {
    if (from[i] == '\\' && !(flags & GLOB_NOESCAPE) && i + 1 < length)
      i++;
    *to++ = from[i];
  }
  *to = 0;
}

static int walk(struct search *search, char *path, size_t length, const char *pattern);

/* Goes on with a name that the component matches, behind `path`. */
static int enter(struct search *search, char *path, size_t length, const char *name,
                 const char *rest) {
  struct stat status;
  size_t more = strlen(name);
  if (length + more + 2 > PATH_MAX)
    return 0;
  strcpy(path + length, name);
  length += more;
  if (!*rest) {
    if (lstat(path, &status))
      return 0;
    int directory = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    return directory || !(search->flags & GLOB_ONLYDIR)
               ? add(search, path, directory && search->flags & GLOB_MARK)
               : 0;
  }
  while (*rest == '/' && length + 2 < PATH_MAX)
    path[length++] = *rest++;
  path[length] = 0;
  return stat(path, &status) || !S_ISDIR(status.st_mode) ? 0 : walk(search, path, length, rest);
}

static int scan(struct search *search, char *path, size_t length, const char *component,
                const char *rest) {
  DIR *directory = opendir(length ? path : ".");
  if (!directory) {
    int number = errno, refused = search->on_error && search->on_error(length ? path : ".", number);
    path[length] = 0;
    return refused || search->flags & GLOB_ERR ? GLOB_ABORTED : 0;
  }
  int failed = 0, how = search->flags & GLOB_PERIOD ? 0 : FNM_PERIOD;
  if (search->flags & GLOB_NOESCAPE)
    how |= FNM_NOESCAPE;
  struct dirent *entry;
  while (!failed && (entry = readdir(directory)))
    if (fnmatch(component, entry->d_name, how) == 0)
      failed = enter(search, path, length, entry->d_name, rest);
  closedir(directory);
  return failed;
}

/* Finds what matches the rest of a pattern in the directory that `path` names with a slash. */
static int walk(struct search *search, char *path, size_t length, const char *pattern) {
  path[length] = 0;
  if (!*pattern)
    return add(search, path, 0);
  const char *end = strchrnul(pattern, '/');
  char component[NAME_MAX + 2];
  size_t size = end - pattern;
  if (size > NAME_MAX)
    return 0;
  if (!has_magic(pattern, size, search->flags)) {
    plain(component, pattern, size, search->flags);
    return enter(search, path, length, component, end);
  }
  memcpy(component, pattern, size);
  component[size] = 0;
  return scan(search, path, length, component, end);
}

static int compare(const void *a, const void *b) {
  return strcoll(*(char *const *)a, *(char *const *)b);
}

static int from_home(struct search *search, const char *pattern) {
  char path[PATH_MAX];
  size_t length = 0;
  const char *home = getenv("HOME");
  if (search->flags & GLOB_TILDE && *pattern == '~' && (!pattern[1] || pattern[1] == '/') && home) {
    length = strlen(strcpy(path, home));
    pattern++;
    if (!*pattern)
      return enter(search, path, 0, home, "");
  }
  while (*pattern == '/' && length + 2 < PATH_MAX)
    path[length++] = *pattern++;
  return walk(search, path, length, pattern);
}

/* A pattern without alternatives, whose matches are sorted among themselves. */
static int one(struct search *search, const char *pattern) {
  glob_t *to = search->to;
  size_t offset = search->flags & GLOB_DOOFFS ? to->gl_offs : 0, before = to->gl_pathc;
  int failed = from_home(search, pattern);
  if (!failed && !(search->flags & GLOB_NOSORT) && to->gl_pathc > before)
    qsort(to->gl_pathv + offset + before, to->gl_pathc - before, sizeof *to->gl_pathv, compare);
  return failed;
}

/* Tries each of the alternatives in the first braces. */
static int braces(struct search *search, const char *pattern) {
  const char *open = strchr(pattern, '{'), *close = open;
  int depth = 0;
  for (; close && *close; close++) {
    depth += *close == '{' ? 1 : *close == '}' ? -1 : 0;
    if (depth == 0)
      break;
  }
  if (!open || !*close || !(search->flags & GLOB_BRACE) || close == open + 1)
    return one(search, pattern);
  int failed = 0;
  for (const char *from = open + 1; !failed && from <= close;) {
    const char *to = from;
    for (depth = 0; to < close && (*to != ',' || depth > 0); to++)
      depth += *to == '{' ? 1 : *to == '}' ? -1 : 0;
    char whole[PATH_MAX];
    size_t before = open - pattern, size = to - from;
    if (before + size + strlen(close + 1) + 1 > sizeof whole)
      return GLOB_NOSPACE;
    memcpy(whole, pattern, before);
    memcpy(whole + before, from, size);
    strcpy(whole + before + size, close + 1);
    failed = braces(search, whole);
    from = to + 1;
  }
  return failed;
}

int glob(const char *restrict pattern, int flags, int (*on_error)(const char *, int),
         glob_t *restrict to) {
  size_t offset = flags & GLOB_DOOFFS ? to->gl_offs : 0;
  if (!(flags & GLOB_APPEND)) {
    to->gl_pathc = 0;
    to->gl_pathv = NULL;
    if (offset && !(to->gl_pathv = calloc(offset + 1, sizeof *to->gl_pathv)))
      return GLOB_NOSPACE;
  }
  to->gl_flags = flags;
  struct search search = {to, flags, on_error};
  size_t before = to->gl_pathc;
  int failed = braces(&search, pattern);
  if (failed)
    return failed;
  if (to->gl_pathc == before) {
    int magic = has_magic(pattern, strlen(pattern), flags);
    return flags & GLOB_NOCHECK || flags & GLOB_NOMAGIC && !magic ? add(&search, pattern, 0)
                                                                  : GLOB_NOMATCH;
  }
  return 0;
}

void globfree(glob_t *found) {
  size_t offset = found->gl_flags & GLOB_DOOFFS ? found->gl_offs : 0;
  for (size_t i = 0; i < found->gl_pathc; i++)
    free(found->gl_pathv[offset + i]);
  free(found->gl_pathv);
  found->gl_pathv = NULL;
  found->gl_pathc = 0;
}

#include <ctype.h>
#include <fnmatch.h>
#include <string.h>

static int fold(int c, int flags) { return flags & FNM_CASEFOLD ? tolower(c) : c; }

static int in_class(const char *name, size_t length, int c) {
  static const struct {
    const char *name;
    int (*is)(int);
  } classes[] = {{"alpha", isalpha}, {"digit", isdigit}, {"alnum", isalnum}, {"space", isspace},
                 {"upper", isupper}, {"lower", islower}, {"punct", ispunct}, {"print", isprint},
                 {"graph", isgraph}, {"cntrl", iscntrl}, {"xdigit", isxdigit}, {"blank", isblank}};
  for (int i = 0; i < sizeof classes / sizeof *classes; i++)
    if (strlen(classes[i].name) == length && !strncmp(classes[i].name, name, length))
      return classes[i].is(c) != 0;
  return 0;
}

/* Matches what follows `[`: where it ends, or null if it is no bracket expression. */
static const char *bracket(const char *p, int c, int flags, int *matched) {
  int not = *p == '!' || *p == '^', any = 0;
  if (not)
    p++;
  const char *first = p;
  for (; *p != ']' || p == first; p++) {
    if (!*p)
      return NULL;
    const char *end;
    if (*p == '[' && p[1] == ':' && (end = strstr(p + 2, ":]"))) {
      any |= in_class(p + 2, end - p - 2, c);
      p = end + 1;
      continue;
    }
    if (*p == '\\' && !(flags & FNM_NOESCAPE) && p[1])
      p++;
    unsigned char from = fold((unsigned char)*p, flags), to = from;
    if (p[1] == '-' && p[2] && p[2] != ']') {
      p += 2;
      if (*p == '\\' && !(flags & FNM_NOESCAPE) && p[1])
        p++;
      to = fold((unsigned char)*p, flags);
    }
    c = fold(c, flags);
    any |= c >= from && c <= to;
  }
  *matched = any != not;
  return p + 1;
}

static int match(const char *p, const char *s, const char *begin, int flags) {
  for (;; p++, s++) {
    int hidden = *s == '.' && flags & FNM_PERIOD &&
                 (s == begin || flags & FNM_PATHNAME && s[-1] == '/');
    switch (*p) {
      case 0:
        return *s && !(flags & FNM_LEADING_DIR && *s == '/');
      case '?':
        if (!*s || hidden || *s == '/' && flags & FNM_PATHNAME)
          return 1;
        break;
      case '*':
        if (hidden)
          return 1;
        while (*p == '*')
          p++;
        for (;; s++) {
          if (!match(p, s, begin, flags))
            return 0;
          if (!*s || *s == '/' && flags & FNM_PATHNAME)
            return 1;
        }
      case '[': {
        int matched;
        const char *end = bracket(p + 1, (unsigned char)*s, flags, &matched);
        if (end) {
          if (!*s || hidden || *s == '/' && flags & FNM_PATHNAME || !matched)
            return 1;
          p = end - 1;
          break;
        }
        if (*s != '[')
          return 1;
        break;
      }
      case '\\':
        if (!(flags & FNM_NOESCAPE) && p[1])
          p++;
        /* fall through */
      default:
        if (fold((unsigned char)*p, flags) != fold((unsigned char)*s, flags))
          return 1;
    }
  }
}

int fnmatch(const char *pattern, const char *s, int flags) {
  return match(pattern, s, s, flags) ? FNM_NOMATCH : 0;
}

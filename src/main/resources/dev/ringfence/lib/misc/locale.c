#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

extern int __utf8;

/* The environment's locale: the first of these that is set. */
static const char *from_environment(void) {
  const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value && *value)
      return value;
  }
  return "C";
}

char *setlocale(int category, const char *name) {
  static int utf8[LC_ALL + 1];
  if (category < 0 || category > LC_ALL)
    return NULL;
  if (name) {
    if (!*name)
      name = from_environment();
    int is_utf8 = !strcmp(name, "C.UTF-8") || !strcmp(name, "C.utf8");
    if (!is_utf8 && strcmp(name, "C") && strcmp(name, "POSIX"))
      return NULL;
    for (int i = 0; i <= LC_ALL; i++)
      if (i == category || category == LC_ALL)
        utf8[i] = is_utf8;
    __utf8 = utf8[LC_CTYPE];
  }
  return utf8[category] ? "C.UTF-8" : "C";
}

struct lconv *localeconv(void) {
  static struct lconv c = {".", "", "", "", "", "", "", "", "", "", CHAR_MAX, CHAR_MAX, CHAR_MAX,
                           CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
                           CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX};
  return &c;
}

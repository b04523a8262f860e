#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The list that was allocated here, if the environment's is one. */
static char **own;

static char **find(const char *name, size_t length) {
  for (char **at = environ; at && *at; at++)
    if (!strncmp(*at, name, length) && (*at)[length] == '=')
      return at;
  return NULL;
}

char *getenv(const char *name) {
  size_t length = strlen(name);
  char **found = find(name, length);
  return found ? *found + length + 1 : NULL;
}

char *secure_getenv(const char *name) { return getenv(name); }

/* Puts a string in the place of one with the same name, or at the end. */
static int put(char *string, size_t length) {
  char **found = find(string, length);
  if (found) {
    *found = string;
    return 0;
  }
  size_t count = 0;
  while (environ && environ[count])
    count++;
  char **list = environ == own ? realloc(own, (count + 2) * sizeof *list)
                               : malloc((count + 2) * sizeof *list);
  if (!list)
    return -1;
  if (environ != own)
    memcpy(list, environ, count * sizeof *list);
  list[count] = string;
  list[count + 1] = NULL;
  own = environ = list;
  return 0;
}

int setenv(const char *name, const char *value, int overwrite) {
  size_t length = name ? strlen(name) : 0;
  if (length == 0 || strchr(name, '=')) {
    errno = EINVAL;
    return -1;
  }
  if (!overwrite && find(name, length))
    return 0;
  size_t size = strlen(value) + 1;
  char *string = malloc(length + 1 + size);
  if (!string)
    return -1;
  memcpy(string, name, length);
  string[length] = '=';
  memcpy(string + length + 1, value, size);
  return put(string, length);
}

int unsetenv(const char *name) {
  size_t length = name ? strlen(name) : 0;
  if (length == 0 || strchr(name, '=')) {
    errno = EINVAL;
    return -1;
  }
  char **found;
  while ((found = find(name, length)))
    for (; *found; found++)
      found[0] = found[1];
  return 0;
}

int putenv(char *string) {
  char *equals = strchr(string, '=');
  return equals ? put(string, equals - string) : unsetenv(string);
}

int clearenv(void) {
  environ = NULL;
  return 0;
}

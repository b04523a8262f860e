#include <stdlib.h>
#include <string.h>

char *strndup(const char *s, size_t most) {
  size_t length = strnlen(s, most);
  char *copy = malloc(length + 1);
  if (!copy)
    return NULL;
  memcpy(copy, s, length);
  copy[length] = 0;
  return copy;
}

char *strdup(const char *s) {
  size_t size = strlen(s) + 1;
  char *copy = malloc(size);
  return copy ? memcpy(copy, s, size) : NULL;
}

/* For strndupa: the room is the caller's. */
char *__strndupa(char *to, const char *from, size_t most) {
  size_t length = strnlen(from, most);
  to[length] = 0;
  return memcpy(to, from, length);
}

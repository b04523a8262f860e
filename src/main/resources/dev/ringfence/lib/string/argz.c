#include <argz.h>
#include <envz.h>
#include <stdlib.h>

error_t argz_append(char **argz, size_t *length, const char *from, size_t size) {
  char *longer = realloc(*argz, *length + size);
  if (!longer && *length + size)
    return ENOMEM;
  memcpy(longer + *length, from, size);
  *argz = longer;
  *length += size;
  return 0;
}

error_t argz_add(char **argz, size_t *length, const char *text) {
  return argz_append(argz, length, text, strlen(text) + 1);
}

/* Separators, also several together, end an entry; none is empty. */
error_t argz_add_sep(char **argz, size_t *length, const char *text, int separator) {
  error_t error = 0;
  while (*text && !error) {
    const char *end = strchrnul(text, separator);
    if (end > text) {
      char *entry = strndup(text, end - text);
      error = entry ? argz_add(argz, length, entry) : ENOMEM;
      free(entry);
    }
    text = end + (*end != 0);
  }
  return error;
}

error_t argz_create_sep(const char *text, int separator, char **argz, size_t *length) {
  *argz = NULL;
  *length = 0;
  return argz_add_sep(argz, length, text, separator);
}

error_t argz_create(char *const argv[], char **argz, size_t *length) {
  error_t error = 0;
  *argz = NULL;
  *length = 0;
  for (; *argv && !error; argv++)
    error = argz_add(argz, length, *argv);
  return error;
}

char *argz_next(const char *argz, size_t length, const char *entry) {
  if (!entry)
    return length ? (char *)argz : NULL;
  entry = strchr(entry, 0) + 1;
  return entry < argz + length ? (char *)entry : NULL;
}

size_t argz_count(const char *argz, size_t length) {
  size_t count = 0;
  for (const char *entry = NULL; (entry = argz_next(argz, length, entry));)
    count++;
  return count;
}

void argz_extract(const char *argz, size_t length, char **argv) {
  for (char *entry = NULL; (entry = argz_next(argz, length, entry));)
    *argv++ = entry;
  *argv = NULL;
}

void argz_stringify(char *argz, size_t length, int separator) {
  for (size_t i = 0; i + 1 < length; i++)
    if (!argz[i])
      argz[i] = separator;
}

void argz_delete(char **argz, size_t *length, char *entry) {
  if (!entry)
    return;
  size_t size = strlen(entry) + 1;
  memmove(entry, entry + size, *argz + *length - entry - size);
  *length -= size;
  if (!*length) {
    free(*argz);
    *argz = NULL;
  }
}

error_t argz_insert(char **argz, size_t *length, char *before, const char *entry) {
  if (!before)
    return argz_add(argz, length, entry);
  if (before < *argz || before >= *argz + *length)
    return EINVAL;
  while (before > *argz && before[-1])
    before--;
  size_t at = before - *argz, size = strlen(entry) + 1;
  char *longer = realloc(*argz, *length + size);
  if (!longer)
    return ENOMEM;
  memmove(longer + at + size, longer + at, *length - at);
  memcpy(longer + at, entry, size);
  *argz = longer;
  *length += size;
  return 0;
}

error_t argz_replace(char **argz, size_t *length, const char *text, const char *with,
                     unsigned *count) {
  char *changed = NULL;
  size_t size = 0, found = strlen(text);
  unsigned replaced = 0;
  if (!text || !*text)
    return 0;
  for (char *entry = NULL; (entry = argz_next(*argz, *length, entry));) {
    char *at = entry, *next;
    while ((next = strstr(at, text))) {
      argz_append(&changed, &size, at, next - at);
      argz_append(&changed, &size, with, strlen(with));
      at = next + found;
      replaced++;
    }
    argz_add(&changed, &size, at);
  }
  if (replaced) {
    free(*argz);
    *argz = changed;
    *length = size;
  } else {
    free(changed);
  }
  if (count)
    *count += replaced;
  return 0;
}

char *envz_entry(const char *envz, size_t length, const char *name) {
  size_t size = strchrnul(name, '=') - name;
  for (char *entry = NULL; (entry = argz_next(envz, length, entry));)
    if (!strncmp(entry, name, size) && (!entry[size] || entry[size] == '='))
      return entry;
  return NULL;
}

char *envz_get(const char *envz, size_t length, const char *name) {
  char *entry = envz_entry(envz, length, name), *equals = entry ? strchr(entry, '=') : NULL;
  return equals ? equals + 1 : NULL;
}

void envz_remove(char **envz, size_t *length, const char *name) {
  argz_delete(envz, length, envz_entry(*envz, *length, name));
}

error_t envz_add(char **envz, size_t *length, const char *name, const char *value) {
  envz_remove(envz, length, name);
  if (!value)
    return argz_add(envz, length, name);
  error_t error = argz_append(envz, length, name, strlen(name));
  if (!error)
    error = argz_append(envz, length, "=", 1);
  return error ? error : argz_add(envz, length, value);
}

error_t envz_merge(char **envz, size_t *length, const char *from, size_t size, int override) {
  error_t error = 0;
  for (const char *entry = NULL; !error && (entry = argz_next(from, size, entry));) {
    char *old = envz_entry(*envz, *length, entry);
    if (old && override)
      argz_delete(envz, length, old);
    if (!old || override)
      error = argz_add(envz, length, entry);
  }
  return error;
}

void envz_strip(char **envz, size_t *length) {
  for (char *entry = *envz; *length && entry < *envz + *length;)
    if (!strchr(entry, '='))
      argz_delete(envz, length, entry);
    else
      entry = strchr(entry, 0) + 1;
}

#include <bits/symbols.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

struct __symbol __symbols[1] = {{0}};

/* The program and the libraries that are part of it are all that can be opened. */
static const char *const libraries[] = {"libc", "libm", "libpthread", "librt", "libdl"};
static char opened[sizeof libraries / sizeof *libraries + 1];

static char message[300];
static int failed;

static int refuse(const char *what, const char *why, const char *name) {
  snprintf(message, sizeof message, "%s: %s%s", what, why, name);
  failed = 1;
  return -1;
}

char *dlerror(void) {
  if (!failed)
    return NULL;
  failed = 0;
  return message;
}

void *dlopen(const char *path, int flags) {
  if (!path)
    return opened;
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  for (int i = 0; i < sizeof libraries / sizeof *libraries; i++) {
    size_t length = strlen(libraries[i]);
    if (!strncmp(name, libraries[i], length) && !strncmp(name + length, ".so", 3))
      return &opened[i + 1];
  }
  refuse(path, "cannot open shared object file: ", strerror(ENOENT));
  return NULL;
}

int dlclose(void *library) { return 0; }

void *dlsym(void *restrict library, const char *restrict name) {
  void *found = NULL;
  for (const struct __symbol *s = __symbols; s->name; s++)
    if (s->kind != __SYMBOL_STATIC && !strcmp(s->name, name) &&
        (!found || library == RTLD_NEXT))
      found = s->address;
  if (!found)
    refuse(program_invocation_name, "undefined symbol: ", name);
  return found;
}

const struct __symbol *__symbol_at(const void *address) {
  const struct __symbol *nearest = NULL;
  for (const struct __symbol *s = __symbols; s->name; s++)
    if (s->address <= address && (!nearest || s->address > nearest->address))
      nearest = s;
  return nearest;
}

int dladdr(const void *address, Dl_info *to) {
  const struct __symbol *symbol = __symbol_at(address);
  if (!symbol)
    return 0;
  *to = (Dl_info){program_invocation_name, (void *)0x400000, symbol->name, symbol->address};
  return 1;
}

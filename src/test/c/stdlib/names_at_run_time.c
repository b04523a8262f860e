// Functions and objects found by their names with dlsym, and the calls that are open by backtrace.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"sin", "cos", "sqrt", "no_such_function", "hidden"};

static int hidden(void) { return 1; }

/* In the place of the library's, which it calls. */
void *malloc(size_t size) {
  static void *(*real)(size_t);
  if (!real)
    real = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
  return real(size + 16);
}

static void *addresses[20];

static int depth(int more) { return more ? depth(more - 1) : backtrace(addresses, 20); }

int main(void) {
  void *program = dlopen(NULL, RTLD_LAZY), *library = dlopen("libm.so.6", RTLD_NOW);
  printf("%d %d\n", program != NULL, library != NULL);
  for (int i = 0; i < 5; i++) {
    double (*function)(double) = (double (*)(double))dlsym(library, names[i]);
    if (function)
      printf("%s %.4f\n", names[i], function(2));
    else
      printf("%s: %d\n", names[i], strstr(dlerror(), "undefined symbol: ") != NULL);
  }
  size_t (*length)(const char *) = (size_t (*)(const char *))dlsym(RTLD_DEFAULT, "strlen");
  printf("%zu %d\n", length("hello"), hidden());
  int (*print)(const char *, ...) = (int (*)(const char *, ...))dlsym(RTLD_DEFAULT, "printf");
  print("through a pointer %d\n", 5);
  char *block = malloc(10);
  printf("%d\n", block != NULL);
  Dl_info info;
  printf("%d %s\n", dladdr((void *)printf, &info) != 0, info.dli_sname);
  printf("%d %d\n", dlclose(library), dlerror() == NULL);
  printf("%d\n", dlopen("./no_such_library.so", RTLD_NOW) == NULL);
  puts(dlerror());
  printf("%d\n", dlerror() == NULL);
  int calls = depth(0);
  printf("%d %d\n", depth(3) - calls, depth(7) - calls);
  char **texts = backtrace_symbols(addresses, calls);
  printf("%d\n", texts != NULL && strchr(texts[0], '[') != NULL);
  free(texts);
  printf("%d\n", backtrace(addresses, 2));
  return 0;
}

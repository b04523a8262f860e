#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int vprintf(const char *f, va_list list) { return vfprintf(stdout, f, list); }
int vsprintf(char *to, const char *f, va_list list) { return vsnprintf(to, 0x7fffffff, f, list); }

int printf(const char *f, ...) {
  va_list list;
  va_start(list, f);
  int result = vfprintf(stdout, f, list);
  va_end(list);
  return result;
}

int fprintf(FILE *file, const char *f, ...) {
  va_list list;
  va_start(list, f);
  int result = vfprintf(file, f, list);
  va_end(list);
  return result;
}

int sprintf(char *to, const char *f, ...) {
  va_list list;
  va_start(list, f);
  int result = vsprintf(to, f, list);
  va_end(list);
  return result;
}

int snprintf(char *to, size_t size, const char *f, ...) {
  va_list list;
  va_start(list, f);
  int result = vsnprintf(to, size, f, list);
  va_end(list);
  return result;
}

#include <bits/stream.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int vasprintf(char **to, const char *f, va_list list) {
  char first[128];
  va_list again;
  va_copy(again, list);
  int size = vsnprintf(first, sizeof first, f, list);
  *to = size < 0 ? NULL : malloc(size + 1);
  if (!*to)
    return -1;
  return vsnprintf(*to, size + 1, f, again);
}

int asprintf(char **to, const char *f, ...) {
  va_list list;
  va_start(list, f);
  int result = vasprintf(to, f, list);
  va_end(list);
  return result;
}

int vdprintf(int fd, const char *f, va_list list) {
  char buffer[BUFSIZ];
  struct __file file = {__WRITES, fd, .buffer = buffer, .limit = buffer + BUFSIZ,
                        .lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP};
  int result = vfprintf(&file, f, list);
  return __stream_flush(&file) ? -1 : result;
}

int dprintf(int fd, const char *f, ...) {
  va_list list;
  va_start(list, f);
  int result = vdprintf(fd, f, list);
  va_end(list);
  return result;
}

#include <bits/narrow.h>
#include <bits/stream.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

/* Formats are made narrow, and what comes of them wide again. */
int vfwprintf(FILE *restrict file, const wchar_t *restrict format, va_list list) {
  char *text = __stream_wide(file) ? __narrow(format) : NULL;
  if (!text)
    return -1;
  file->wide = 0;
  int count = vfprintf(file, text, list);
  file->wide = 1;
  free(text);
  return count;
}

int vwprintf(const wchar_t *restrict format, va_list list) {
  return vfwprintf(stdout, format, list);
}

int vswprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, va_list list) {
  char *text = __narrow(format), *result = NULL;
  int count = text ? vasprintf(&result, text, list) : -1;
  free(text);
  if (count < 0)
    return -1;
  const char *from = result;
  size_t done = size > 0 ? mbsrtowcs(to, &from, size, NULL) : (size_t)-1;
  free(result);
  if (done == (size_t)-1 || done == size) {
    if (size > 0)
      to[size - 1] = 0;
    return -1;
  }
  return done;
}

int wprintf(const wchar_t *restrict format, ...) {
  va_list list;
  va_start(list, format);
  int count = vfwprintf(stdout, format, list);
  va_end(list);
  return count;
}

int fwprintf(FILE *restrict file, const wchar_t *restrict format, ...) {
  va_list list;
  va_start(list, format);
  int count = vfwprintf(file, format, list);
  va_end(list);
  return count;
}

int swprintf(wchar_t *restrict to, size_t size, const wchar_t *restrict format, ...) {
  va_list list;
  va_start(list, format);
  int count = vswprintf(to, size, format, list);
  va_end(list);
  return count;
}

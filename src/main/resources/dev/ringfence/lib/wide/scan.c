#include <bits/narrow.h>
#include <bits/stream.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static int scan(FILE *file, const wchar_t *format, va_list list) {
  char *text = __stream_wide(file) ? __narrow(format) : NULL;
  int count = text ? vfscanf(file, text, list) : EOF;
  free(text);
  return count;
}

int fwscanf(FILE *restrict file, const wchar_t *restrict format, ...) {
  va_list list;
  va_start(list, format);
  int count = scan(file, format, list);
  va_end(list);
  return count;
}

int wscanf(const wchar_t *restrict format, ...) {
  va_list list;
  va_start(list, format);
  int count = scan(stdin, format, list);
  va_end(list);
  return count;
}

int swscanf(const wchar_t *restrict wide, const wchar_t *restrict format, ...) {
  char *text = __narrow(wide), *how = __narrow(format);
  va_list list;
  va_start(list, format);
  int count = text && how ? vsscanf(text, how, list) : EOF;
  va_end(list);
  free(text);
  free(how);
  return count;
}

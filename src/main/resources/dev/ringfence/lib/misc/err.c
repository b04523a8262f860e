#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void vwarnx(const char *f, va_list list) {
  fprintf(stderr, "%s: ", program_invocation_short_name);
  if (f)
    vfprintf(stderr, f, list);
  fputc('\n', stderr);
}

void vwarn(const char *f, va_list list) {
  int number = errno;
  fprintf(stderr, "%s: ", program_invocation_short_name);
  if (f) {
    vfprintf(stderr, f, list);
    fputs(": ", stderr);
  }
  fprintf(stderr, "%s\n", strerror(number));
}

void warn(const char *f, ...) {
  va_list list;
  va_start(list, f);
  vwarn(f, list);
  va_end(list);
}

void warnx(const char *f, ...) {
  va_list list;
  va_start(list, f);
  vwarnx(f, list);
  va_end(list);
}

void verr(int status, const char *f, va_list list) {
  vwarn(f, list);
  exit(status);
}

void verrx(int status, const char *f, va_list list) {
  vwarnx(f, list);
  exit(status);
}

void err(int status, const char *f, ...) {
  va_list list;
  va_start(list, f);
  verr(status, f, list);
}

void errx(int status, const char *f, ...) {
  va_list list;
  va_start(list, f);
  verrx(status, f, list);
}

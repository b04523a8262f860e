#include <errno.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

unsigned error_message_count;
int error_one_per_line;
void (*error_print_progname)(void);

static void begin(void) {
  fflush(stdout);
  if (error_print_progname)
    error_print_progname();
  else
    fprintf(stderr, "%s:", program_invocation_name);
}

static void finish(int status, int number, const char *f, va_list list) {
  vfprintf(stderr, f, list);
  error_message_count++;
  if (number)
    fprintf(stderr, ": %s", strerror(number));
  fputc('\n', stderr);
  if (status)
    exit(status);
}

void error(int status, int number, const char *f, ...) {
  va_list list;
  va_start(list, f);
  begin();
  if (!error_print_progname)
    fputc(' ', stderr);
  finish(status, number, f, list);
  va_end(list);
}

void error_at_line(int status, int number, const char *file, unsigned line, const char *f, ...) {
  static const char *last_file;
  static unsigned last_line;
  if (error_one_per_line && last_line == line && last_file && !strcmp(last_file, file))
    return;
  last_file = file;
  last_line = line;
  va_list list;
  va_start(list, f);
  begin();
  fprintf(stderr, "%s:%u: ", file, line);
  finish(status, number, f, list);
  va_end(list);
}

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void tell(const char *file, unsigned line, const char *function) {
  fprintf(stderr, "%s%s%s:%u: %s%s", program_invocation_short_name,
          *program_invocation_short_name ? ": " : "", file, line, function ? function : "",
          function ? ": " : "");
}

void __assert_fail(const char *condition, const char *file, unsigned line, const char *function) {
  tell(file, line, function);
  fprintf(stderr, "Assertion `%s' failed.\n", condition);
  abort();
}

void __assert_perror_fail(int number, const char *file, unsigned line, const char *function) {
  tell(file, line, function);
  fprintf(stderr, "Unexpected error: %s.\n", strerror(number));
  abort();
}

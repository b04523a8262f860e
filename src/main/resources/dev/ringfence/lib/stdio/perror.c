#include <errno.h>
#include <stdio.h>
#include <string.h>

void perror(const char *prefix) {
  int number = errno;
  const char *between = prefix && *prefix ? ": " : "";
  fprintf(stderr, "%s%s%s\n", between[0] ? prefix : "", between, strerror(number));
}

/* sleep: waits for the sum of its arguments in seconds; fractions and the units s, m, h, d. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int seconds(const char *text, double *sum) {
  static const char units[] = "smhd";
  static const int lengths[] = {1, 60, 3600, 86400};
  char *end;
  double value = strtod(text, &end);
  const char *unit = *end ? strchr(units, *end) : units;
  if (end == text || !(value >= 0) || !unit || *end && end[1])
    return 0;
  *sum += value * lengths[unit - units];
  return 1;
}

int main(int argc, char **argv) {
  double sum = 0;
  int wrong = getopt(argc, argv, "") != -1;
  if (!wrong && optind == argc)
    error(0, 0, "missing operand");
  int unusable = wrong;
  wrong |= optind == argc;
  for (; !unusable && optind < argc; optind++) {
    if (!seconds(argv[optind], &sum)) {
      error(0, 0, "invalid time interval '%s'", argv[optind]);
      wrong = 1;
    }
  }
  if (wrong) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  if (sum > 1e9)
    sum = 1e9;
  struct timespec rest = {(time_t)sum, (sum - (time_t)sum) * 1e9};
  while (nanosleep(&rest, &rest) && errno == EINTR)
    ;
  return 0;
}

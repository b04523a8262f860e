/* seq: writes numbers from FIRST, or 1, by INCREMENT, or 1, to LAST; -s between them, -w wide. */
#include <ctype.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int precision;

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  exit(1);
}

static double number(const char *text, char **argv) {
  char *end, *point = strchr(text, '.');
  double value = strtod(text, &end);
  if (end == text || *end || value != value) {
    error(0, 0, "invalid %s argument: '%s'",
          value != value ? "'not-a-number'" : "floating point", text);
    usage(argv[0]);
  }
  if (point && (int)strlen(point + 1) > precision)
    precision = strlen(point + 1);
  return value;
}

/* An option, and no negative number. */
static int is_option(const char *word) {
  return word && word[0] == '-' && word[1] && word[1] != '.' && !isdigit(word[1]);
}

int main(int argc, char **argv) {
  const char *between = "\n", *format = NULL;
  int wide = 0, width = 0;
  while (is_option(argv[optind])) {
    int option = getopt(argc, argv, "+s:wf:");
    if (option == -1)
      break;
    switch (option) {
      case 's': between = optarg; break;
      case 'f': format = optarg; break;
      case 'w': wide = 1; break;
      default: usage(argv[0]);
    }
  }
  int count = argc - optind;
  if (count < 1 || count > 3) {
    if (count < 1)
      error(0, 0, "missing operand");
    else
      error(0, 0, "extra operand '%s'", argv[optind + 3]);
    usage(argv[0]);
  }
  double first = count > 1 ? number(argv[optind], argv) : 1;
  double step = count > 2 ? number(argv[optind + 1], argv) : 1;
  int shown = precision;
  double last = number(argv[argc - 1], argv);
  if (count == 1)
    shown = 0;
  if (step == 0) {
    error(0, 0, "invalid Zero increment value: '%s'", argv[optind + 1]);
    usage(argv[0]);
  }
  if (wide) {
    int one = snprintf(NULL, 0, "%.*f", shown, first);
    width = snprintf(NULL, 0, "%.*f", shown, last);
    width = one > width ? one : width;
  }
  for (long i = 0;; i++) {
    /* The last number may be a little beyond the bound, by rounding. */
    double value = first + i * step;
    if ((value - last) / step > 1e-9) {
      if (i > 0)
        putchar('\n');
      return 0;
    }
    if (i > 0)
      fputs(between, stdout);
    if (format)
      printf(format, value);
    else
      printf("%0*.*f", width, shown, value);
  }
}

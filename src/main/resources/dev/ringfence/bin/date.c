/* date: writes the time, as +FORMAT says in strftime's words; -d @SECONDS writes another one. */
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Replaces %N, which strftime does not know, by the nanoseconds. */
static void fill_in(char *to, const char *format, long nanoseconds) {
  while (*format) {
    if (*format == '%' && format[1] == 'N') {
      to += sprintf(to, "%09ld", nanoseconds);
      format += 2;
      continue;
    }
    if (*format == '%' && format[1])
      *to++ = *format++;
    *to++ = *format++;
  }
  *to = 0;
}

int main(int argc, char **argv) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  for (int option; (option = getopt(argc, argv, "ud:")) != -1;) {
    if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    }
    if (option == 'd') {
      char *end = "@";
      now = (struct timespec){*optarg == '@' ? strtol(optarg + 1, &end, 10) : 0, 0};
      if (*end)
        error(1, 0, "invalid date '%s'", optarg);
    }
  }
  const char *format = "+%a %b %e %H:%M:%S %Z %Y";
  if (optind < argc)
    format = argv[optind++];
  if (optind < argc) {
    error(0, 0, "extra operand '%s'", argv[optind]);
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  if (*format != '+')
    error(1, 0, "invalid date '%s'", format);
  char filled[5 * strlen(format)], text[65536];
  fill_in(filled, format + 1, now.tv_nsec);
  text[strftime(text, sizeof text, filled, localtime(&now.tv_sec))] = 0;
  puts(text);
  return 0;
}

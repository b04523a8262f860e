/* cat: writes files, or standard input, to standard output (POSIX); -n numbers the lines. */
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int numbers;

static void write_numbered(const char *text, size_t size) {
  static int inside_line, line;
  for (size_t i = 0; i < size; i++) {
    if (!inside_line)
      printf("%6d\t", ++line);
    putchar(text[i]);
    inside_line = text[i] != '\n';
  }
}

static int copy(const char *name) {
  static char buffer[65536];
  int standard = !strcmp(name, "-");
  int fd = standard ? 0 : open(name, O_RDONLY);
  ssize_t count = fd;
  while (count >= 0 && (count = read(fd, buffer, sizeof buffer)) > 0) {
    if (numbers)
      write_numbered(buffer, count);
    else
      fwrite(buffer, 1, count, stdout);
    if (fflush(stdout))
      error(1, errno, "write error");
  }
  if (count < 0)
    error(0, errno, "%s", name);
  if (!standard && fd >= 0)
    close(fd);
  return count < 0;
}

int main(int argc, char **argv) {
  for (int option; (option = getopt(argc, argv, "nu")) != -1;) {
    if (option == 'n') {
      numbers = 1;
    } else if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    }
  }
  int status = 0;
  if (optind == argc)
    return copy("-");
  for (; optind < argc; optind++)
    status |= copy(argv[optind]);
  return status;
}

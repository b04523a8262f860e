/* dirname: writes paths without their last component (POSIX). */
#include <error.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void write_directory(const char *path) {
  size_t size = strlen(path);
  while (size > 0 && path[size - 1] == '/')
    size--;
  while (size > 0 && path[size - 1] != '/')
    size--;
  while (size > 0 && path[size - 1] == '/')
    size--;
  if (size > 0)
    printf("%.*s\n", (int)size, path);
  else
    puts(*path == '/' ? "/" : ".");
}

int main(int argc, char **argv) {
  int wrong = getopt(argc, argv, "") != -1;
  if (!wrong && optind == argc)
    error(0, 0, "missing operand");
  if (wrong || optind == argc) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  for (; optind < argc; optind++)
    write_directory(argv[optind]);
  return 0;
}

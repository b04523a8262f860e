/* dirname: writes paths without their last component (POSIX). */
#include <error.h>
#include <libgen.h>
#include <stdio.h>

int main(int argc, char **argv) {
  if (argc < 2) {
    error(0, 0, "missing operand");
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  for (int i = 1; i < argc; i++)
    puts(dirname(argv[i]));
  return 0;
}

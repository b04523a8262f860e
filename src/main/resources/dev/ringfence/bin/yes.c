/* yes: writes its arguments, or `y`, again and again. */
#include <errno.h>
#include <error.h>
#include <stdio.h>

int main(int argc, char **argv) {
  while (!ferror(stdout)) {
    fputs(argc > 1 ? argv[1] : "y", stdout);
    for (int i = 2; i < argc; i++)
      printf(" %s", argv[i]);
    putchar('\n');
  }
  error(1, errno, "standard output");
}

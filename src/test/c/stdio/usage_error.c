// A program that is called wrongly says so on standard error and has another status.
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s FROM TO\n", argv[0]);
    exit(EXIT_FAILURE);
  }
  printf("%s to %s\n", argv[1], argv[2]);
  return EXIT_SUCCESS;
}

// A filter as textbooks write them: numbers lines and squeezes blank ones.
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
  int numbers = 0, squeeze = 0, n = 0, blank = 0;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "-n")) numbers = 1;
    else if (!strcmp(argv[i], "-s")) squeeze = 1;
    else {
      fprintf(stderr, "usage: %s [-n] [-s]\n", argv[0]);
      return 2;
    }
  }
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    int empty = line[0] == '\n';
    if (squeeze && empty && blank) continue;
    blank = empty;
    if (numbers) printf("%6d\t", ++n);
    fputs(line, stdout);
  }
  return ferror(stdin) ? 1 : 0;
}

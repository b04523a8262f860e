// getopt: clustered options, arguments, what is left, and unknown ones.
#include <stdio.h>
#include <unistd.h>

static void parse(int argc, char **argv) {
  int c;
  optind = 1;
  opterr = 0;
  while ((c = getopt(argc, argv, "ab:c")) != -1) {
    if (c == 'b') printf("b=%s ", optarg);
    else if (c == '?') printf("?%c ", optopt);
    else printf("%c ", c);
  }
  printf("|");
  for (int i = optind; i < argc; i++) printf(" %s", argv[i]);
  puts("");
}

#define PARSE(...) do { char *v[] = {"prog", __VA_ARGS__, NULL}; parse(sizeof v / sizeof *v - 1, v); } while (0)

int main(void) {
  PARSE("-a", "-c", "file");
  PARSE("-ac", "-bvalue", "x", "y");
  PARSE("-b", "value", "-a");
  PARSE("-acb", "v", "--", "-a");
  PARSE("-x", "-a");
  PARSE("-b");
  PARSE("file");
  PARSE("-", "-a");
  return 0;
}

/* basename: writes a path's last component, without the suffix named (POSIX); -a, -s for many. */
#include <error.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void write_name(char *path, const char *suffix) {
  size_t size = strlen(path);
  while (size > 1 && path[size - 1] == '/')
    path[--size] = 0;
  char *slash = strrchr(path, '/');
  char *name = slash && slash[1] ? slash + 1 : path;
  size_t keep = strlen(name), less = suffix ? strlen(suffix) : 0;
  if (less < keep && suffix && !strcmp(name + keep - less, suffix))
    keep -= less;
  printf("%.*s\n", (int)keep, name);
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

int main(int argc, char **argv) {
  const char *suffix = NULL;
  int many = 0;
  for (int option; (option = getopt(argc, argv, "+as:")) != -1; many = 1) {
    if (option == '?')
      return usage(argv[0]);
    if (option == 's')
      suffix = optarg;
  }
  if (optind == argc) {
    error(0, 0, "missing operand");
    return usage(argv[0]);
  }
  if (!many && argc - optind > 2) {
    error(0, 0, "extra operand '%s'", argv[optind + 2]);
    return usage(argv[0]);
  }
  if (!many)
    write_name(argv[optind], argv[optind + 1]);
  for (; many && optind < argc; optind++)
    write_name(argv[optind], suffix);
  return 0;
}

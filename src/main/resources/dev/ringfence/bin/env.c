/* env: writes the environment, or runs a program in a changed one; -i empties it, -u removes. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  for (int option; (option = getopt(argc, argv, "+iu:")) != -1;) {
    if (option == 'i') {
      clearenv();
    } else if (option == 'u') {
      unsetenv(optarg);
    } else {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 125;
    }
  }
  if (optind < argc && !strcmp(argv[optind], "-")) {
    clearenv();
    optind++;
  }
  for (; optind < argc && strchr(argv[optind], '='); optind++)
    putenv(argv[optind]);
  if (optind == argc) {
    for (char **variable = environ; variable && *variable; variable++)
      puts(*variable);
    return 0;
  }
  execvp(argv[optind], argv + optind);
  int status = errno == ENOENT ? 127 : 126;
  error(0, errno, "'%s'", argv[optind]);
  return status;
}

/* printenv: writes the values of the variables named, or the whole environment. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int missing = 0;
  if (argc == 1)
    for (char **variable = environ; variable && *variable; variable++)
      puts(*variable);
  for (int i = 1; i < argc; i++) {
    const char *value = getenv(argv[i]);
    if (value)
      puts(value);
    else
      missing = 1;
  }
  return missing;
}

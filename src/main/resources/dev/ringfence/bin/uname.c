/* uname: writes the system's name; -s -n -r -v -m -o choose what of it, -a is all (POSIX). */
#include <error.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

int main(int argc, char **argv) {
  static const char letters[] = "snrvmo";
  struct utsname system;
  int chosen = 0;
  for (int option; (option = getopt(argc, argv, "snrvmoa")) != -1;) {
    if (option == '?')
      return usage(argv[0]);
    chosen |= option == 'a' ? 63 : 1 << (strchr(letters, option) - letters);
  }
  if (optind < argc) {
    error(0, 0, "extra operand '%s'", argv[optind]);
    return usage(argv[0]);
  }
  uname(&system);
  const char *words[] = {system.sysname, system.nodename, system.release,
                         system.version, system.machine,  "GNU/Linux"};
  const char *space = "";
  for (int i = 0; i < 6; i++) {
    if (!((chosen ? chosen : 1) >> i & 1))
      continue;
    printf("%s%s", space, words[i]);
    space = " ";
  }
  putchar('\n');
  return 0;
}

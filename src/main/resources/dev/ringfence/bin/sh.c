/* sh: runs commands of the shell command language (POSIX), without job control. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#include "sh/words.c"
#include "sh/parse.c"
#include "sh/variables.c"
#include "sh/arithmetic.c"
#include "sh/expand.c"
#include "sh/processes.c"
#include "sh/builtins.c"
#include "sh/run.c"

int main(int argc, char **argv) {
  static char *none[] = {"sh", NULL};
  for (char **entry = environ; *entry; entry++)
    if (strchr(*entry, '='))
      do_export((char *[]){"", *entry, NULL}, 2);
  set("$", decimal(getpid()));
  set("PPID", decimal(getppid()));
  parameters = argc ? argv : none;
  if (argc > 2 && strcmp(argv[1], "-c") == 0) {
    parameters = argc > 3 ? argv + 3 : none;
    parameter_count = argc > 3 ? argc - 4 : 0;
    if (argc > 3)
      name = argv[3];
    return run_script(argv[2]);
  }
  int fd = 0;
  if (argc > 1) {
    fd = open(argv[1], O_RDONLY);
    if (fd < 0) {
      dprintf(2, "sh: 0: cannot open %s: No such file\n", argv[1]);
      return 2;
    }
    name = argv[1];
    parameters = argv + 1;
    parameter_count = argc - 2;
  }
  char *text = file_text(fd);
  if (fd)
    close(fd);
  return run_script(text);
}

#include <errno.h>
#include <string.h>
#include <unistd.h>

char **environ;
char *program_invocation_name, *program_invocation_short_name;

/* Called before main. */
void __start(int argc, char **argv, char **envp) {
  environ = envp;
  program_invocation_name = argc > 0 ? argv[0] : "";
  program_invocation_short_name = program_invocation_name;
  for (char *c = program_invocation_name; *c; c++)
    if (*c == '/')
      program_invocation_short_name = c + 1;
}

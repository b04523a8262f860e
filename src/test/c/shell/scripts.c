// Scripts with #! run by their interpreters; execvp leaves one without to the shell.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void script(const char *name, const char *text, int mode) {
  FILE *out = fopen(name, "w");
  fputs(text, out);
  fclose(out);
  chmod(name, mode);
}

static void run(char *path, char *argument, int searches) {
  char *words[] = {"given-name", argument, NULL};
  fflush(stdout);
  if (fork() == 0) {
    if (searches)
      execvp(path, words);
    else
      execv(path, words);
    printf("%s: %s\n", path, strerror(errno));
    exit(1);
  }
  int status;
  wait(&status);
  printf("%s: %d\n", path, WEXITSTATUS(status));
}

int main(void) {
  script("plain", "#!/bin/sh\necho \"$0 has $# argument: $1\"\nexit 5\n", 0755);
  script("with-argument", "#! /bin/echo  one two\n", 0755);
  script("none", "echo no interpreter, $1\n", 0755);
  script("not-executable", "#!/bin/sh\n", 0644);
  script("missing", "#!/no/such/interpreter\n", 0755);
  run("./plain", "here", 0);
  run("./with-argument", "three", 0);
  run("./none", "x", 0);
  run("./none", "y", 1);
  run("./missing", "x", 0);
  if (geteuid() != 0 || access("not-executable", X_OK) != 0)
    run("./not-executable", "x", 0);
  return 0;
}

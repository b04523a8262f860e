// execve of what is not there fails with its error, and the program goes on.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  char *arguments[] = {"nothing", NULL}, *environment[] = {NULL};
  int r = execv("/no/such/file", arguments);
  printf("%d %s\n", r, strerror(errno));
  r = execve("", arguments, environment);
  printf("%d %s\n", r, strerror(errno));
  setenv("PATH", "/bin", 1);
  r = execvp("surely-no-such-command", arguments);
  printf("%d %s\n", r, strerror(errno));
  fflush(stdout);
  if (fork() == 0) {
    execl("/no/such/file", "x", (char *)NULL);
    _exit(errno == ENOENT ? 127 : 1);
  }
  int status;
  wait(&status);
  printf("%d\n", WEXITSTATUS(status));
  return 0;
}

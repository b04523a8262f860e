// waitpid with WNOHANG while the child lives and after it ended.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int p[2], status = -1;
  char c;
  pipe(p);
  pid_t pid = fork();
  if (pid == 0) {
    close(p[1]);
    read(p[0], &c, 1);
    _exit(c);
  }
  close(p[0]);
  printf("%d %d\n", waitpid(pid, &status, WNOHANG), status);
  write(p[1], "*", 1);
  pid_t got;
  int polls = 0;
  while ((got = waitpid(-1, &status, WNOHANG)) == 0) polls++, usleep(100);
  printf("%d %d\n", got == pid, WEXITSTATUS(status));
  printf("%d\n", waitpid(-1, &status, WNOHANG));
  return 0;
}

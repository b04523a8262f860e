// dup and dup2: standard output into a pipe and back, shared offsets, errors.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int p[2];
  char text[64] = "";
  pipe(p);
  int saved = dup(1);
  fflush(stdout);
  dup2(p[1], 1);
  printf("into the pipe\n");
  fflush(stdout);
  dup2(saved, 1);
  ssize_t n = read(p[0], text, sizeof text);
  printf("%zd %s", n, text);
  printf("%d\n", dup2(p[0], p[0]) == p[0]);
  int r = dup2(99, 5);
  printf("%d %d\n", r, errno == EBADF);
  r = dup(-1);
  printf("%d %d\n", r, errno == EBADF);
  close(p[0]);
  printf("%d\n", dup(p[1]) == p[0]);
  fflush(stdout);
  int q[2];
  pipe(q);
  if (fork() == 0) {
    dup2(q[1], STDOUT_FILENO);
    close(q[0]);
    close(q[1]);
    puts("standard output of a child");
    return 0;
  }
  close(q[1]);
  dup2(q[0], STDIN_FILENO);
  close(q[0]);
  wait(NULL);
  printf("%s", fgets(text, sizeof text, stdin));
  printf("%d\n", getchar());
  return 0;
}

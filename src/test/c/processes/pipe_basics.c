// Pipes: order of bytes, short reads, end of file, EPIPE without a reader.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int p[2];
  char buffer[64];
  printf("%d\n", pipe(p));
  printf("%zd ", write(p[1], "hello", 5));
  printf("%zd ", write(p[1], " world", 6));
  ssize_t n = read(p[0], buffer, 4);
  printf("%zd %.4s ", n, buffer);
  n = read(p[0], buffer, sizeof buffer);
  printf("%zd [%.*s]\n", n, (int)n, buffer);
  printf("%zd\n", read(p[0], buffer, 0));
  int copy = dup(p[1]);
  close(p[1]);
  write(copy, "x", 1);
  close(copy);
  printf("%zd ", read(p[0], buffer, 10));
  printf("%zd\n", read(p[0], buffer, 10));
  close(p[0]);
  pipe(p);
  close(p[0]);
  signal(SIGPIPE, SIG_IGN);
  n = write(p[1], "x", 1);
  printf("%zd %d\n", n, errno == EPIPE);
  n = read(p[1], buffer, 1);
  printf("%zd %d\n", n, errno == EBADF);
  fflush(stdout);
  if (fork() == 0) {
    signal(SIGPIPE, SIG_DFL);
    write(p[1], "x", 1);
    _exit(0);
  }
  int status;
  wait(&status);
  printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status) == SIGPIPE);
  return 0;
}

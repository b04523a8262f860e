// A child outlives its parent and gets another one; the grandparent hears from it by a pipe.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int up[2], down[2];
  char c;
  pipe(up);
  pipe(down);
  pid_t middle = fork();
  if (middle == 0) {
    pid_t self = getpid();
    if (fork() == 0) {
      close(down[1]);
      read(down[0], &c, 1);
      char told = getppid() != self ? 'o' : 'p';
      write(up[1], &told, 1);
      _exit(0);
    }
    _exit(4);
  }
  int status;
  waitpid(middle, &status, 0);
  printf("%d\n", WEXITSTATUS(status));
  close(up[1]);
  write(down[1], "g", 1);
  printf("%zd ", read(up[0], &c, 1));
  printf("%c\n", c);
  printf("%zd\n", read(up[0], &c, 1));
  printf("%d\n", wait(NULL));
  return 0;
}

// Two processes pass a number back and forth over two pipes.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int there[2], back[2], n = 0;
  pipe(there);
  pipe(back);
  if (fork() == 0) {
    close(there[1]);
    close(back[0]);
    while (read(there[0], &n, sizeof n) == sizeof n) {
      n = n * 2 + 1;
      write(back[1], &n, sizeof n);
    }
    _exit(n & 0x7f);
  }
  close(there[0]);
  close(back[1]);
  for (int i = 0; i < 20; i++) {
    write(there[1], &n, sizeof n);
    read(back[0], &n, sizeof n);
    printf("%d ", n);
  }
  close(there[1]);
  int status;
  wait(&status);
  printf("\n%d\n", WEXITSTATUS(status));
  return 0;
}

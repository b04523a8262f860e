// What IPC costs: two processes send one byte to and fro through two pipes.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long rounds = argc > 1 ? atol(argv[1]) : 1000;
  int to[2], back[2];
  char c = 'x';
  if (pipe(to) != 0 || pipe(back) != 0)
    return 1;
  if (fork() == 0) {
    close(to[1]);
    while (read(to[0], &c, 1) == 1)
      if (write(back[1], &c, 1) != 1)
        _exit(1);
    _exit(0);
  }
  close(to[0]);
  long sum = 0;
  for (long i = 0; i < rounds; i++) {
    sum += write(to[1], &c, 1);
    sum += read(back[0], &c, 1);
  }
  close(to[1]);
  wait(NULL);
  printf("%ld\n", sum);
}

// What a process costs: fork, exit and wait, one after another.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long processes = argc > 1 ? atol(argv[1]) : 1000;
  long sum = 0;
  for (long i = 0; i < processes; i++) {
    if (fork() == 0)
      _exit(i & 1);
    int status;
    wait(&status);
    sum += WEXITSTATUS(status);
  }
  printf("%ld\n", sum);
}

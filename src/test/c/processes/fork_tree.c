// A binary tree of processes computes a sum by statuses.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int sum(int from, int to) {
  if (from == to) return from;
  int middle = (from + to) / 2, status, total = 0;
  for (int side = 0; side < 2; side++) {
    if (fork() == 0) _exit(side ? sum(middle + 1, to) : sum(from, middle));
  }
  for (int i = 0; i < 2; i++) {
    wait(&status);
    total += WEXITSTATUS(status);
  }
  return total;
}

int main(void) {
  printf("%d\n", sum(1, 10));
  printf("%d\n", sum(15, 16));
  int n = 0;
  pid_t self = getpid();
  for (int i = 0; i < 4; i++) {
    pid_t child = fork();
    if (child == 0) n++;
  }
  int status, total = 0;
  while (wait(&status) > 0) total += WEXITSTATUS(status);
  if (getpid() != self) _exit(total + 1);
  printf("%d\n", total);
  return 0;
}

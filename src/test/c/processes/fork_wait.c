// fork gives each side its own memory; wait gives statuses and then ECHILD.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int global = 6;

int main(void) {
  int local = 88, status, sum = 0;
  char *heap = malloc(8);
  heap[0] = 'h';
  pid_t pids[5];
  for (int i = 0; i < 5; i++) {
    if ((pids[i] = fork()) == 0) {
      global += i;
      local -= i;
      heap[0] += i;
      _exit(global * 10 + (local == 88 - i) + (heap[0] == 'h' + i));
    }
  }
  for (int i = 4; i >= 0; i--) {
    pid_t got = waitpid(pids[i], &status, 0);
    printf("%d %d %d\n", got == pids[i], WIFEXITED(status), WEXITSTATUS(status));
  }
  printf("%d %d %c\n", global, local, heap[0]);
  printf("%d ", wait(&status));
  printf("%d\n", errno == ECHILD);
  printf("%d ", waitpid(1, &status, 0));
  printf("%d\n", errno == ECHILD);
  pid_t self = getpid();
  if (fork() == 0) {
    _exit(getppid() == self && getpid() != self);
  }
  wait(&status);
  printf("%d\n", WEXITSTATUS(status));
  for (int i = 0; i < 8; i++)
    if (fork() == 0) _exit(1 << i & 0xff);
  while (wait(&status) > 0) sum += WEXITSTATUS(status);
  printf("%d\n", sum);
  return 0;
}

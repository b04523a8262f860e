/* After fork both processes have the same page; the first who writes gets a copy of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int shared = 1;
  char *block = malloc(64 * 4096);
  memset(block, 'p', 64 * 4096);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    shared = 2;
    block[5 * 4096] = 'c';
    printf("child: shared = %d, block[5] = %c\n", shared, block[5 * 4096]);
    exit(0);
  }
  waitpid(child, NULL, 0);
  printf("parent: shared = %d, block[5] = %c\n", shared, block[5 * 4096]);
  return 0;
}

// A fork copies what stdio has not flushed yet, so that it is written twice.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  printf("once\n");
  fflush(stdout);
  printf("twice\n");
  write(1, "write\n", 6);
  if (fork() == 0) {
    printf("child\n");
    return 0;
  }
  wait(NULL);
  printf("parent\n");
  for (int i = 0; i < 2; i++) {
    if (fork() == 0) {
      printf("<%d>", i);
      return 0;
    }
    wait(NULL);
  }
  puts("");
  return 0;
}

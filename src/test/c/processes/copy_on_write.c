// Pages written after a fork belong to the writer alone, on heap, stack and data.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char data[3 * 4096];

static unsigned sum(const char *p, int n) {
  unsigned s = 0;
  while (n--) s = s * 33 + (unsigned char)*p++;
  return s;
}

int main(void) {
  char stack[2 * 4096], *heap = malloc(5 * 4096);
  memset(data, 1, sizeof data);
  memset(stack, 2, sizeof stack);
  memset(heap, 3, 5 * 4096);
  int p[2];
  pipe(p);
  for (int round = 1; round <= 3; round++) {
    if (fork() == 0) {
      data[4096 * (round - 1) + 5] = 10 * round;
      stack[100 * round] = 20;
      heap[4096 * round] = 30;
      heap[4096 * round - 1] = 31;
      if (fork() == 0) {
        memset(data, 9, sizeof data);
        memset(heap, 9, 5 * 4096);
        _exit(0);
      }
      wait(NULL);
      unsigned s[3] = {sum(data, sizeof data), sum(stack, sizeof stack), sum(heap, 5 * 4096)};
      write(p[1], s, sizeof s);
      _exit(0);
    }
    wait(NULL);
    unsigned s[3];
    read(p[0], s, sizeof s);
    printf("child  %08x %08x %08x\n", s[0], s[1], s[2]);
    printf("parent %08x %08x %08x\n", sum(data, sizeof data), sum(stack, sizeof stack), sum(heap, 5 * 4096));
    heap[0] += round;
  }
  return 0;
}

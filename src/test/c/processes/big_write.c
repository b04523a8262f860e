// A write larger than a pipe goes through in pieces while the other side reads.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 300000 };

int main(void) {
  int p[2];
  pipe(p);
  if (fork() == 0) {
    close(p[0]);
    unsigned char *data = malloc(SIZE);
    for (int i = 0; i < SIZE; i++) data[i] = i * 7 + (i >> 8);
    ssize_t n = write(p[1], data, SIZE);
    _exit(n == SIZE ? 0 : 1);
  }
  close(p[1]);
  unsigned char buffer[1000];
  long total = 0;
  unsigned sum = 0, bad = 0;
  ssize_t n;
  while ((n = read(p[0], buffer, sizeof buffer)) > 0) {
    for (int i = 0; i < n; i++) {
      long at = total + i;
      bad += buffer[i] != (unsigned char)(at * 7 + (at >> 8));
      sum = sum * 31 + buffer[i];
    }
    total += n;
  }
  int status;
  wait(&status);
  printf("%ld %u %u %d\n", total, sum, bad, status);
  return 0;
}

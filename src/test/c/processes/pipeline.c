// A pipeline of filters: numbers, squares, odd ones only, their sum.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int filter(int in, void work(int in, int out)) {
  int p[2];
  pipe(p);
  if (fork() == 0) {
    close(p[0]);
    work(in, p[1]);
    exit(0);
  }
  close(p[1]);
  if (in >= 0) close(in);
  return p[0];
}

static void source(int in, int out) {
  for (long i = 1; i <= 1000; i++) write(out, &i, sizeof i);
}
static void square(int in, int out) {
  long v;
  while (read(in, &v, sizeof v) == sizeof v) v *= v, write(out, &v, sizeof v);
}
static void odd(int in, int out) {
  long v;
  while (read(in, &v, sizeof v) == sizeof v)
    if (v & 1) write(out, &v, sizeof v);
}

int main(void) {
  int fd = filter(filter(filter(-1, source), square), odd);
  long v, sum = 0, count = 0;
  while (read(fd, &v, sizeof v) == sizeof v) sum += v, count++;
  printf("%ld values, sum %ld\n", count, sum);
  int status, children = 0;
  while (wait(&status) > 0) children += WIFEXITED(status) && !WEXITSTATUS(status);
  printf("%d children\n", children);
  return 0;
}

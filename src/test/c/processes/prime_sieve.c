// The sieve of processes: each filters the multiples of one prime.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void sieve(int left) {
  int prime, n, p[2];
  if (read(left, &prime, sizeof prime) != sizeof prime) exit(0);
  printf("prime %d\n", prime);
  fflush(stdout);
  pipe(p);
  if (fork() == 0) {
    close(left);
    close(p[1]);
    sieve(p[0]);
  }
  close(p[0]);
  while (read(left, &n, sizeof n) == sizeof n)
    if (n % prime) write(p[1], &n, sizeof n);
  close(left);
  close(p[1]);
  int status;
  wait(&status);
  exit(status ? 1 : 0);
}

int main(void) {
  int p[2], status;
  pipe(p);
  if (fork() == 0) {
    close(p[1]);
    sieve(p[0]);
  }
  close(p[0]);
  for (int i = 2; i <= 60; i++) write(p[1], &i, sizeof i);
  close(p[1]);
  wait(&status);
  printf("status %d\n", WEXITSTATUS(status));
  return 0;
}

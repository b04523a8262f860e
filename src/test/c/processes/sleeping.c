// Sleeping children end, and a nap lasts as long as was asked.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void) {
  int delays[] = {30, 10, 20}, status;
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      usleep(delays[i] * 1000);
      exit(i);
    }
  int sum = 0;
  while (wait(&status) > 0) sum += WEXITSTATUS(status);
  printf("%d ", sum);
  struct timespec a, b, nap = {0, 30000000};
  clock_gettime(CLOCK_MONOTONIC, &a);
  nanosleep(&nap, NULL);
  clock_gettime(CLOCK_MONOTONIC, &b);
  long ms = (b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000;
  printf("%d %u\n", ms >= 29 && ms < 1000, sleep(0));
  return 0;
}

#define _GNU_SOURCE
#include "waits.h"
#include <sys/ipc.h>
#include <sys/sem.h>

int main(void) {
  int set = semget(IPC_PRIVATE, 1, 0600);
  struct sembuf down = {0, -1, 0};
  struct timespec limit = {0, 3000000};
  struct timespec *until = &limit;
  if (STUCK)
    until = NULL;
  int result = semtimedop(set, &down, 1, until);
  printf("%d %d\n", result, result < 0 && errno == EAGAIN);
  semctl(set, 0, IPC_RMID);
  return done("given up");
}

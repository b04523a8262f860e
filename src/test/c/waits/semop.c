#include "waits.h"
#include <sys/ipc.h>
#include <sys/sem.h>

int main(void) {
  int set = semget(IPC_PRIVATE, 2, 0600);
  struct sembuf down[] = {{0, -1, 0}, {1, -1, 0}};
  struct sembuf up = {1, 1, 0};
  semctl(set, 0, SETVAL, 1);
  if (fork() == 0) {
    later();
    if (!STUCK)
      semop(set, &up, 1);
    _exit(0);
  }
  semop(set, down, 2);
  semctl(set, 0, IPC_RMID);
  return done("lowered");
}

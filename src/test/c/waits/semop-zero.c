#include "waits.h"
#include <sys/ipc.h>
#include <sys/sem.h>

int main(void) {
  int set = semget(IPC_PRIVATE, 1, 0600);
  struct sembuf zero = {0, 0, 0};
  semctl(set, 0, SETVAL, 3);
  if (fork() == 0) {
    later();
    if (!STUCK)
      semctl(set, 0, SETVAL, 0);
    _exit(0);
  }
  semop(set, &zero, 1);
  semctl(set, 0, IPC_RMID);
  return done("zero");
}

#include "waits.h"
#include <sys/ipc.h>
#include <sys/sem.h>

// A child takes the semaphore and ends: with SEM_UNDO it is given back then.
int main(void) {
  int set = semget(IPC_PRIVATE, 1, 0600);
  struct sembuf take = {0, -1, STUCK ? 0 : SEM_UNDO};
  int ends[2];
  char c;
  pipe(ends);
  semctl(set, 0, SETVAL, 1);
  if (fork() == 0) {
    if (semop(set, &take, 1) == 0)
      write(ends[1], "x", 1);
    later();
    _exit(0);
  }
  read(ends[0], &c, 1);
  while (semop(set, &take, 1) != 0)
    ;
  semctl(set, 0, IPC_RMID);
  return done("taken");
}

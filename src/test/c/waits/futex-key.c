#define _GNU_SOURCE
#include "waits.h"
#include <linux/futex.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#define futex(...) syscall(SYS_futex, __VA_ARGS__, NULL, NULL, 0)

// The child attaches the segment only when the parent waits in it, and gives it back before it ends.
int main(void) {
  int id = shmget(IPC_PRIVATE, 4096, 0600);
  if (fork() == 0) {
    later();
    unsigned *own = shmat(id, NULL, 0);
    if (!STUCK) {
      *own = 1;
      futex(own, FUTEX_WAKE, 1);
    }
    shmdt(own);
    stay();
    _exit(0);
  }
  unsigned *word = shmat(id, NULL, 0);
  shmctl(id, IPC_RMID, NULL);
  printf("%ld\n", futex(word, FUTEX_WAIT, 0));
  return done("woken");
}

#include "waits.h"

int main(void) {
  pthread_spinlock_t *lock = shared(sizeof *lock);
  int ready[2];
  char c;
  pipe(ready);
  pthread_spin_init(lock, PTHREAD_PROCESS_SHARED);
  if (fork() == 0) {
    pthread_spin_lock(lock);
    write(ready[1], "x", 1);
    later();
    if (STUCK)
      rest_for_ever();
    pthread_spin_unlock(lock);
    _exit(0);
  }
  read(ready[0], &c, 1);
  pthread_spin_lock(lock);
  return done("locked");
}

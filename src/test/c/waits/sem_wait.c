#include "waits.h"

int main(void) {
  sem_t *s = shared(sizeof *s);
  sem_init(s, 1, 0);
  if (fork() == 0) {
    later();
    if (!STUCK)
      sem_post(s);
    _exit(0);
  }
  sem_wait(s);
  return done("lowered");
}

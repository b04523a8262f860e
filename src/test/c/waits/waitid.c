#include "waits.h"

int main(void) {
  siginfo_t info;
  if (fork() == 0) {
    later();
    if (STUCK)
      rest_for_ever();
    _exit(7);
  }
  waitid(P_ALL, 0, &info, WEXITED);
  printf("%d\n", info.si_status);
  return done("reaped");
}
